#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Our udev rules under a real udevd, with the distribution's own; runs in the guest as root, on two empty
# disks (see vm-run).
set -euo pipefail
export LC_ALL=C
unset DM_DISABLE_UDEV

say() { printf "== %3d s: %s\n" "$SECONDS" "$*"; }
fail() { printf 'FAILED: %s\n' "$*"; dmesg | tail -n 20; exit 1; }

settle() { udevadm settle --timeout=60 || fail "udev does not settle"; }
property() { udevadm info --query=property --property="$2" --value "$1"; }
is() { # WHAT WANTED GOT
    [ "$2" = "$3" ] || fail "$1 is '$3', not '$2'"
}

uuid=01234567-89ab-cdef-0123-456789abcdef
link=/dev/disk/by-uuid/$uuid
metadata=$(readlink -f /dev/disk1)

serve() { # ORIGIN FRONTEND: leaves the process in $server and the block device in $device
    touch /tmp/begin
    sleep 0.1 # for file systems count in ticks
    blkera-target --name db --origin "$1" --metadata "$metadata" --frontend "$2" & server=$!
    for _ in $(seq 300); do
        kill -0 "$server" 2> /dev/null || fail "the target ended"
        [ /run/blkera/db.sock -nt /tmp/begin ] && break # it serves then
        sleep 0.1
    done
    settle
    device=$(readlink -f /dev/blkera/db)
}

hidden() { # ORIGIN
    is "$link" "$device" "$(readlink -f "$link")"
    is "UDISKS_IGNORE of $1" 1 "$(property "$1" UDISKS_IGNORE)"
    is "SYSTEMD_READY of $1" 0 "$(property "$1" SYSTEMD_READY)"
    is "the file system of $1" "" "$(property "$1" ID_FS_UUID)$(property "$1" ID_FS_TYPE)"
    property "$device" DEVLINKS | grep -qw /dev/blkera/db || fail "systemd does not hear of /dev/blkera/db"
}

visible() { # ORIGIN
    is "$link" "$(readlink -f "$1")" "$(readlink -f "$link")"
    is "UDISKS_IGNORE of $1" "" "$(property "$1" UDISKS_IGNORE)"
    [ ! -e /dev/blkera/db ] || fail "the link to the device is left"
    [ -z "$(ls /run/blkera/udev)" ] || fail "marks are left: $(ls /run/blkera/udev)"
}

cases() { # ORIGIN FRONTEND OTHER-LINK: the disk's own name, which has to stay
    local origin
    origin=$(readlink -f "$1")
    wipefs -qa "$metadata"
    blkdiscard -fz "$metadata"
    blkera-target --name db --origin "$origin" --metadata "$metadata" --prepare > /dev/null
    mkfs.ext4 -qF -U "$uuid" "$origin"
    udevadm trigger --settle
    is "$link before" "$origin" "$(readlink -f "$link")"

    say "$origin, $2: its file system is found on the era device alone"
    serve "$origin" "$2"
    hidden "$origin"
    is "$3" "$origin" "$(readlink -f "$3")"
    udevadm trigger --settle
    hidden "$origin"
    is "$3" "$origin" "$(readlink -f "$3")"
    mount "UUID=$uuid" /mnt
    is "what is mounted" "$device" "$(findmnt -no SOURCE /mnt)"
    umount /mnt
    settle

    say "$origin, $2: it stays hidden while the device waits for its next server"
    kill -KILL "$server"
    wait "$server" 2> /dev/null || true
    udevadm trigger --settle "$origin"
    is "UDISKS_IGNORE of $origin" 1 "$(property "$origin" UDISKS_IGNORE)"
    serve "$origin" "$2"
    hidden "$origin"

    say "$origin, $2: a clean stop gives it back"
    kill -TERM "$server"
    wait "$server" || fail "the target ended with $?"
    settle
    visible "$origin"
}

modprobe -a fuse loop
/usr/lib/systemd/systemd-udevd --daemon
udevadm trigger --settle
cases /dev/disk0 ublk /dev/disk/by-id/virtio-disk0
cases /dev/disk0 fuse /dev/disk/by-id/virtio-disk0
dmsetup create mapped --uuid BLKERA-test --table "0 131072 linear $(readlink -f /dev/disk0) 0"
settle
cases /dev/mapper/mapped ublk /dev/disk/by-id/dm-uuid-BLKERA-test

disk=$(readlink -f /dev/disk0)
say "$disk, ublk: what is on its partitions is hidden too"
dmsetup remove mapped
settle
wipefs -qa "$disk"
# A DOS partition table: one of type 83, from sector 2048, 65536 long.
{
    head -c 446 /dev/zero
    printf '\0\0\0\0\203\0\0\0\0\10\0\0\0\0\1\0'
    head -c 48 /dev/zero
    printf '\125\252'
} | dd of="$disk" bs=512 count=1 iflag=fullblock conv=notrunc,fsync status=none
blockdev --rereadpt "$disk"
settle
partition=${disk}1
mkfs.ext4 -qF -U "$uuid" "$partition"
udevadm trigger --settle
is "$link before" "$partition" "$(readlink -f "$link")"
wipefs -qa "$metadata"
blkdiscard -fz "$metadata"
blkera-target --name db --origin "$disk" --metadata "$metadata" --prepare > /dev/null
serve "$disk" ublk
for event in start again; do
    is "UDISKS_IGNORE of $partition" 1 "$(property "$partition" UDISKS_IGNORE)"
    is "SYSTEMD_READY of $partition" 0 "$(property "$partition" SYSTEMD_READY)"
    [ "$(readlink -f "$link")" != "$partition" ] || fail "$link leads around the era device ($event)"
    is "the partition's own name" "$partition" "$(readlink -f /dev/disk/by-id/virtio-disk0-part1)"
    udevadm trigger --settle
done
kill -TERM "$server"
wait "$server" || fail "the target ended with $?"
settle
visible "$partition"
say "all passed"
