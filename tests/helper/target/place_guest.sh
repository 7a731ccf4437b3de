#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Origins and metadata that carry what their target needs, and disks that are not the configured ones;
# runs in the guest as root, on three empty disks (see vm-run).
set -euo pipefail
export LC_ALL=C

say() { printf "== %3d s: %s\n" "$SECONDS" "$*"; }
fail() { printf 'FAILED: %s\n' "$*"; dmesg | tail -n 20; exit 1; }

node() { readlink -f "$1"; } # /dev/disk0 is a link to the kernel's name
numbers() { cat "/sys/class/block/$(basename "$(node "$1")")/dev"; }

refused() { # WORDS ORIGIN: one line says them, and nothing was written to the metadata
    local before
    before=$(sha256sum < "$metadata")
    if "$program" --name db --origin "$2" --metadata "$metadata" --state-dir /srv/state --prepare \
        > /dev/null 2> /tmp/message; then
        fail "not refused: $1"
    fi
    said "$1"
    [ "$(sha256sum < "$metadata")" = "$before" ] || fail "the metadata was written"
}

said() { # WORDS
    grep -qF -- "$1" /tmp/message || fail "the message was: $(cat /tmp/message)"
    [ "$(wc -l < /tmp/message)" = 1 ] || fail "more than a line: $(cat /tmp/message)"
}

program=/usr/sbin/blkera-target
origin=$(node /dev/disk0)
metadata=$(node /dev/disk1)
other=$(node /dev/disk2)
mkdir -p /srv/state

say "the disk of the root file system"
root=$(findmnt -no SOURCE /)
refused "origin $root carries the root file system" "$root"

say "the state directory on a partition of the origin"
name=${origin#/dev/}
addpart "$origin" 1 2048 131072
addpart "$origin" 2 133120 131072
mkfs.ext4 -q "${origin}1"
mount "${origin}1" /srv/state
refused "origin $origin carries the state directory /srv/state (${name}1 on $name)" "$origin"
refused "origin ${origin}1 carries the state directory /srv/state (${name}1)" "${origin}1"

say "another partition of that disk is free"
"$program" --name db --origin "${origin}2" --metadata "$metadata" --state-dir /srv/state --prepare
blkdiscard -z "$metadata"

say "the configuration file and the program on it"
mkdir /srv/state/etc
printf 'name = db\norigin = %s\nmetadata = %s\n' "$origin" "$metadata" > /srv/state/etc/db.conf
if "$program" --config /srv/state/etc/db.conf 2> /tmp/message; then fail "not refused"; fi
said "carries the configuration file /srv/state/etc/db.conf"
program=/srv/state/own-target
cp /usr/sbin/blkera-target "$program"
refused "carries the program /srv/state/own-target (${name}1 on $name)" "$origin"
program=/usr/sbin/blkera-target
umount /srv/state
delpart "$origin" 1
delpart "$origin" 2

say "the state directory on a logical volume on the origin"
pvcreate -qq -y "$origin"
vgcreate -qq vg "$origin"
lvcreate -qq -y -an -Zn -n lv -L 64M vg
lvchange -qq -ay vg/lv
[ -e /dev/vg/lv ] || vgmknodes -qq
mkfs.ext4 -q /dev/mapper/vg-lv
mount /dev/mapper/vg-lv /srv/state
refused "origin $origin carries the state directory /srv/state (dm-0 on $name)" "$origin"
refused "origin /dev/mapper/vg-lv carries the state directory /srv/state (dm-0)" /dev/mapper/vg-lv
metadata=$origin
refused "metadata $origin carries the state directory /srv/state (dm-0 on $name)" "$other"
metadata=$(node /dev/disk1)
umount /srv/state
vgchange -qq -an vg
vgremove -qq -f vg
pvremove -qq "$origin"

say "an active swap, and the hibernation image"
mkswap -q "$origin" > /dev/null
swapon "$origin"
refused "origin $origin carries the swap $origin" "$origin"
swapoff "$origin"
numbers "$origin" > /sys/power/resume 2> /dev/null || true
[ "$(cat /sys/power/resume)" = "$(numbers "$origin")" ] || fail "the kernel does not take the device for resuming"
refused "origin $origin carries the hibernation image ($(numbers "$origin"))" "$origin"
echo 0:0 > /sys/power/resume || true
wipefs -qa "$origin"

say "what the devices are known by"
blkdiscard -z "$origin"
"$program" --name db --origin "$origin" --metadata "$metadata" --prepare > /tmp/outcome
grep -q '"metadata_id":"serial:disk1","origin_id":"serial:disk0"' /tmp/outcome || fail "$(cat /tmp/outcome)"

identified() { # DEVICE ID: that is what --prepare finds
    "$program" --name db --origin "$1" --metadata "$metadata" --prepare > /tmp/outcome
    grep -qF "\"origin_id\":\"$2\"" /tmp/outcome || fail "$1: $(cat /tmp/outcome)"
}

# An MBR: its signature at 440, one partition of type 83 from sector 2048 on, 131072 long.
printf '\x78\x56\x34\x12' | dd of="$origin" bs=1 seek=440 status=none
printf '\x00\x00\x00\x00\x83\x00\x00\x00\x00\x08\x00\x00\x00\x00\x02\x00' |
    dd of="$origin" bs=1 seek=446 status=none
printf '\x55\xaa' | dd of="$origin" bs=1 seek=510 status=none
blockdev --rereadpt "$origin"
identified "${origin}1" partuuid:12345678-01
blkdiscard -fz "$origin"
blockdev --rereadpt "$origin"
dmsetup create mapped --uuid BLKERA-test --table "0 65536 linear $origin 0"
identified /dev/mapper/mapped dm-uuid:BLKERA-test
dmsetup remove mapped

configure() { # ORIGIN ORIGIN-ID METADATA-ID
    printf '%s\n' "name = db" "origin = $1" "metadata = $metadata" "origin-id = $2" "metadata-id = $3" > /tmp/db.conf
}

say "a device that has taken the name of another is refused, and the other one found"
dd if=/dev/urandom of="$other" bs=1M count=1 status=none
configure "$other" serial:disk0 serial:disk1
before=$(sha256sum < "$metadata")
if "$program" --config /tmp/db.conf 2> /tmp/message; then fail "served another disk"; fi
said "origin $other is serial:disk2, the configuration is for serial:disk0, which is $origin now: mend the path, or origin-id"
configure "$origin" serial:disk0 serial:gone
if "$program" --config /tmp/db.conf 2> /tmp/message; then fail "served other metadata"; fi
said "metadata $metadata is serial:disk1, the configuration is for serial:gone, which is not here: mend the path, or metadata-id"
[ "$(sha256sum < "$metadata")" = "$before" ] || fail "the metadata was written"

serve() { # leaves the process in $server
    touch /tmp/begin
    sleep 0.1 # file systems count in ticks
    "$program" --config /tmp/db.conf & server=$!
    for _ in $(seq 300); do
        kill -0 "$server" 2> /dev/null || fail "the target ended"
        [ /run/blkera/db.sock -nt /tmp/begin ] && return
        sleep 0.1
    done
    fail "no device after 30 s"
}

say "the right disks are served"
configure "$origin" serial:disk0 serial:disk1
serve

say "the state directory on the era device itself, whose server was killed"
device=$(node /dev/blkera/db)
mkfs.ext4 -q "$device"
mount "$device" /srv/state
kill -KILL "$server"
wait "$server" 2> /dev/null || true
if timeout 60 "$program" --config /tmp/db.conf --state-dir /srv/state 2> /tmp/message; then fail "not refused"; fi
said "$device, the device itself, carries the state directory /srv/state (${device#/dev/})"
serve
umount /srv/state
kill "$server"
wait "$server" || fail "the target ended with $?"

say "all passed"
