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

say "all passed"
