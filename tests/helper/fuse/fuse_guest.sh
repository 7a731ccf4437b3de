#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What a killed blkera-target leaves behind with the FUSE frontend; runs in the guest as root, on two
# empty disks (see vm-run).
set -euo pipefail
export LC_ALL=C

say() { printf "== %3d s: %s\n" "$SECONDS" "$*"; }
fail() { printf 'FAILED: %s\n' "$*"; dmesg | tail -n 20; exit 1; }

metadata=/dev/disk1
link=/dev/blkera/db

use() { # ORIGIN
    origin=$1
    target=(blkera-target --name db --origin "$origin" --metadata "$metadata" --frontend fuse
            --runtime-dir /run/blkera)
}

serve() { # leaves the process in $server and the block device in $device
    rm -f "$link"
    "${target[@]}" & server=$!
    for _ in $(seq 300); do
        kill -0 "$server" 2> /dev/null || fail "the target ended"
        [ -L "$link" ] && break
        sleep 0.1
    done
    device=$(readlink "$link") || fail "no device after 30 s"
}

killed() {
    kill -KILL "$server"
    wait "$server" 2> /dev/null || true
}

stopped() {
    kill -TERM "$server"
    wait "$server" || fail "stop ended with $?"
    attached 0
}

attached() { # how many loop devices there must be
    local count=0 file
    for file in /sys/block/loop*/loop/backing_file; do
        [ -e "$file" ] && count=$((count + 1))
    done
    [ "$count" = "$1" ] || fail "$count loop devices instead of $1"
}

clean() { era_check -q "$metadata" || fail "era_check"; }

modprobe -a fuse loop ext4 dm-delay
mkdir -p /mnt/old
use /dev/disk0
"${target[@]}" --prepare

say "killed under a mounted file system and load: everything fails at once, nothing hangs"
serve
mkfs.ext4 -q "$device"
mount "$device" /mnt/old
dd if=/dev/urandom of=/mnt/old/synced bs=1M count=8 conv=fsync status=none
sum=$(md5sum < /mnt/old/synced)
dd if=/dev/urandom of=/mnt/old/buffered bs=1M count=8 status=none
fio --output=/dev/null --name=load --directory=/mnt/old --size=32M --rw=randwrite --bs=16k \
    --direct=1 --ioengine=libaio --iodepth=32 --time_based --runtime=120 2> /dev/null & load=$!
sleep 4
killed
began=$SECONDS
timeout 30 dd if="$device" of=/dev/null bs=4k count=1 iflag=direct status=none 2> /dev/null \
    && fail "a dead device was read"
wait "$load" && fail "fio saw no error"
[ $((SECONDS - began)) -le 10 ] || fail "the errors took $((SECONDS - began)) s"

say "started again beside the dead mount: the leftover goes with its last user"
serve
attached 2
timeout 30 umount /mnt/old
for _ in $(seq 50); do
    [ "$(ls -d /sys/block/loop*/loop | wc -l)" = 1 ] && break
    sleep 0.1
done
attached 1
fsck.ext4 -fp "$device" > /dev/null || [ $? = 1 ] || fail "fsck"
mount "$device" /mnt/old
[ "$(md5sum < /mnt/old/synced)" = "$sum" ] || fail "synced data differs"
umount /mnt/old

say "killed at rest: the next start takes the leftover away"
killed
attached 1
serve
attached 1
stopped
clean

say "killed while a write is on its way: nobody takes over before it has landed"
dmsetup create slow --table \
    "0 $(blockdev --getsz "$origin") delay $origin 0 0 $origin 0 10000"
use /dev/mapper/slow
serve
dd if=/dev/urandom of="$device" bs=64k count=1 oflag=direct status=none 2> /dev/null & writer=$!
sleep 2
killed
wait "$writer" && fail "the writer saw no error"
"${target[@]}" 2> /tmp/message && fail "a second server took over"
grep -q "$origin" /tmp/message || fail "the message was: $(cat /tmp/message)"
for _ in $(seq 60); do
    [ "$(dmsetup info -c --noheadings -o open slow)" = 0 ] && break
    sleep 0.5
done
serve
stopped
clean
era_dump --logical "$metadata" > /tmp/eras
grep -q '<era block="0" era="[1-9]' /tmp/eras || fail "block 0 is not marked: $(head -n 3 /tmp/eras)"

say "done"
