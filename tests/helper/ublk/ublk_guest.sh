#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The ublk frontend on a real kernel; runs in the guest as root, on two empty disks (see vm-run).
set -euo pipefail
export LC_ALL=C

say() { printf "== %3d s: %s\n" "$SECONDS" "$*"; }
fail() { printf 'FAILED: %s\n' "$*"; dmesg | tail -n 20; exit 1; }

# The n-th line the server answers; servers answer each command with one.
answer() {
    for _ in $(seq 300); do
        [ "$(wc -l < /tmp/answers)" -ge "$1" ] && break
        sleep 0.1
    done
    sed -n "$1p" /tmp/answers
}

serve() { # ORIGIN NAME QUEUES DEPTH [METADATA]: leaves the server's pid in $server and its device in $device
    rm -f /tmp/commands
    mkfifo /tmp/commands
    : > /tmp/answers
    ublk_serve "$@" < /tmp/commands > /tmp/answers 2>&1 &
    server=$!
    exec 9> /tmp/commands
    device=$(answer 1)
    [[ $device == "started /dev/ublkb"* ]] || fail "start: $device"
    device=${device#started }
    [ -b "$device" ] || fail "$device is no block device when start returns"
}

finish() { # ends the server and expects a clean end
    exec 9>&-
    wait "$server" || fail "server ended with $?"
    [ "$(tail -n 1 /tmp/answers)" = ended ] || fail "end: $(tail -n 1 /tmp/answers)"
    ! ls /dev/ublkb* /dev/ublkc* 2> /dev/null || fail "nodes are left"
}

load() { # random writes by one process, $load, until somebody stops it
    fio --output=/dev/null --name=load --thread --filename="$device" --direct=1 --ioengine=libaio \
        --rw=randwrite --bs=4k --iodepth=64 --time_based --runtime=60 --size=64m > /dev/null 2>&1 9>&- &
    load=$!
}

verify() { # data over two queues, flushes and FUA included
    fio --output=/tmp/fio --filename="$device" --direct=1 --ioengine=libaio --verify=crc32c \
        --verify_fatal=1 --bsrange=512-256k --size=48m --iodepth=32 --fsync=64 \
        --name=a --offset=0 --rw=randwrite --name=b --offset=48m --rw=write --name=c --offset=96m \
        --rw=randwrite --sync=1 --bs=4k --size=4m || fail "fio: $(cat /tmp/fio)"
    cmp "$device" /dev/disk0 || fail "device and origin differ"
}

locked_kb() { sed -n 's/^VmLck:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$server/status"; }

is_copied() { # before Linux 6.16
    [ "$(printf '%s\n' 6.16 "$(uname -r)" | sort -V | head -n 1)" != 6.16 ]
}

modprobe -r ublk_drv
say "without the driver: one line that names the module"
if ublk_serve /dev/disk0 none 1 8 > /tmp/answers; then fail "started without the driver"; fi
grep -q 'modprobe ublk_drv' /tmp/answers || fail "$(cat /tmp/answers)"
modprobe ublk_drv

say "data: fio verifies over two queues, flushes and FUA included"
serve /dev/disk0 data 2 64
[ "$(ls "/sys/block/${device#/dev/}/mq" | wc -l)" = 2 ] || fail "not two queues"
[ "$(cat "/sys/block/${device#/dev/}/queue/fua")" = 1 ] || fail "no FUA"
[ "$(blockdev --getsize64 "$device")" = "$(blockdev --getsize64 /dev/disk0)" ] || fail "size"
verify
wanted=$((2 * 64 * 256))
is_copied || wanted=$((2 * 256)) # a spare for each queue
[ "$(locked_kb)" = "$wanted" ] || fail "$(locked_kb) KiB are locked, not $wanted"
threads=0
for thread in /proc/"$server"/task/*; do
    grep -q ublk-queue "$thread/comm" || continue
    threads=$((threads + 1))
    # Field 9: PF_MEMALLOC_NOIO | PF_LOCAL_THROTTLE, what PR_SET_IO_FLUSHER sets.
    flags=$(sed 's/.*) //' "$thread/stat" | cut -d ' ' -f 7)
    [ $((flags & 0x180000)) = $((0x180000)) ] || fail "$thread is no I/O flusher"
done
[ "$threads" = 2 ] || fail "$threads queue threads"

if ! is_copied; then
    say "data whose pages the kernel does not register takes turns with the spare"
    for tags in 24 0; do
        finish
        ZERO_COPY_TAGS=$tags serve /dev/disk0 data 2 64
        verify
    done
    finish
    serve /dev/disk0 data 2 64
fi

say "discard and write-zeroes reach the origin"
head -c 8M /dev/urandom > /tmp/random
head -c 1M /dev/zero > /tmp/zero
dd if=/tmp/random of="$device" bs=1M oflag=direct status=none
blkdiscard -o 1M -l 1M "$device"
blkdiscard -z -o 3M -l 1M "$device"
fallocate --zero-range --keep-size -o 5M -l 1M "$device"
cmp -n 1M -i 1M:0 /dev/disk0 /tmp/zero || fail "discard" # virtio writes zeroes for a discard here
cmp -n 1M -i 3M:0 /dev/disk0 /tmp/zero || fail "write-zeroes"
cmp -n 1M -i 5M:0 /dev/disk0 /tmp/zero || fail "write-zeroes that keep space"
for kept in 0M 2M 4M 6M; do
    cmp -n 1M -i "$kept" /dev/disk0 /tmp/random || fail "$kept was not to be touched"
done

say "a device in use is not stopped"
mkfs.ext4 -q "$device"
mkdir -p /mnt/test
mount "$device" /mnt/test
echo stop >&9
answer 2 | grep -q 'mounted on /mnt/test' || fail "mounted: $(answer 2)"
echo hello > /mnt/test/file
umount /mnt/test
sleep 30 < "$device" 9>&- &
opener=$!
sleep 0.2
echo stop >&9
answer 3 | grep -q "open in process $opener (sleep)" || fail "open: $(answer 3)"
kill "$opener"
wait "$opener" || true

say "stop and start, twenty times, data kept"
lines=3
for _ in $(seq 20); do
    echo stop >&9
    [ "$(answer $((lines + 1)))" = stopped ] || fail "stop: $(answer $((lines + 1)))"
    [ ! -e "$device" ] || fail "$device is there after stop"
    echo start >&9
    lines=$((lines + 2))
    device=$(answer "$lines")
    [[ $device == "started /dev/ublkb"* ]] || fail "start: $device"
    device=${device#started }
done
mount "$device" /mnt/test
[ "$(cat /mnt/test/file)" = hello ] || fail "the file is gone"
umount /mnt/test

say "stop right after a writer was killed"
load
sleep 1
kill -9 "$load"
wait "$load" || true
finish

say "errors of the origin reach the caller"
dmsetup create broken --table "0 32768 linear /dev/disk1 0"
serve /dev/mapper/broken broken 1 16
dmsetup suspend --nolockfs broken
dmsetup load broken --table "0 32768 error"
dmsetup resume broken
if dd if=/dev/zero of="$device" bs=4k count=1 oflag=direct 2> /tmp/dd; then fail "wrote to nowhere"; fi
grep -q 'Input/output error' /tmp/dd || fail "$(cat /tmp/dd)"
if dd if="$device" of=/dev/null bs=4k count=1 iflag=direct 2> /dev/null; then fail "read from nowhere"; fi
finish
dmsetup remove broken

say "a live server's device is not a leftover; another's is left alone"
serve /dev/disk0 mine 2 32
number=${device#/dev/ublkb}
if ublk_serve --remove-leftover mine > /tmp/left; then fail "removed a live device"; fi
grep -q "process $server" /tmp/left || fail "$(cat /tmp/left)"
[ "$(ublk_serve --remove-leftover other)" = removed ] || fail "another's name"
[ -b "$device" ] || fail "removed another's device"

die() { # kills the server and waits until it is gone
    kill -9 "$server"
    wait "$server" || true
    exec 9>&-
}

say "kill -9 with every tag in flight: the next server goes on in seconds, and nobody sees an error"
load "$device" # deeper than the queues
sleep 1
for _ in 1 2 3; do
    die
    died=$(date +%s%N)
    serve /dev/disk0 mine 1 8 # the device keeps its shape
    [ "$device" = "/dev/ublkb$number" ] || fail "another device: $device"
    waited=$(($(date +%s%N) - died))
    # The driver looks every second; without that, after 30.
    [ "$waited" -lt 8000000000 ] || fail "it took $waited ns"
    sleep 1
done
kill -0 "$load" || fail "fio ended: an error was seen"
die
kill "$load"
serve /dev/disk0 mine 2 32
wait "$load" || true
die
say "a leftover that nobody uses goes"
[ "$(ublk_serve --remove-leftover mine)" = removed ] || fail "leftover stays"
[ ! -e "/dev/ublkc$number" ] || fail "the leftover is there"
[ "$(ublk_serve --remove-leftover mine)" = removed ] || fail "twice"
serve /dev/disk0 mine 2 32
dd if="$device" of=/dev/null bs=1M count=8 iflag=direct status=none
say "a server that cannot begin leaves the device to the next"
die
if (ulimit -l 128; setpriv --bounding-set -ipc_lock --inh-caps -ipc_lock \
    ublk_serve /dev/disk0 mine 2 128) > /tmp/answers; then fail "started without memory"; fi
grep -q 'locking .* of buffers' /tmp/answers || fail "$(cat /tmp/answers)"
serve /dev/disk0 mine 2 32
dd if="$device" of=/dev/null bs=1M count=8 iflag=direct status=none
finish

say "a queue that cannot start: an error, no hang, nothing left"
if (ulimit -l 128; setpriv --bounding-set -ipc_lock --inh-caps -ipc_lock \
    ublk_serve /dev/disk0 poor 2 128) > /tmp/answers; then fail "started without memory"; fi
grep -q 'locking .* of buffers' /tmp/answers || fail "$(cat /tmp/answers)"
! ls /dev/ublkc* 2> /dev/null || fail "nodes are left"

say "an origin in use is refused"
mkfs.ext4 -q /dev/disk0
mount /dev/disk0 /mnt/test
if ublk_serve /dev/disk0 used 1 8 > /tmp/answers; then fail "served a mounted origin"; fi
grep -q 'unmount' /tmp/answers || fail "$(cat /tmp/answers)"
umount /mnt/test

say "an era device: verified data, and exactly what was written is listed"
truncate -s 8M /tmp/metadata
dd if=/dev/zero of=/dev/disk0 bs=1M count=256 oflag=direct status=none
serve /dev/disk0 era 2 64 /tmp/metadata
fio --output=/tmp/fio --name=a --filename="$device" --direct=1 --ioengine=libaio --verify=crc32c \
    --verify_fatal=1 --rw=randwrite --bsrange=4k-128k --size=128m --iodepth=32 --fsync=64 \
    || fail "fio: $(cat /tmp/fio)"
echo checkpoint >&9
era=$(answer 2)
[[ $era == "era "* ]] || fail "checkpoint: $era"
era=${era#era }
echo checkpoint >&9
[ "$(answer 3)" = "era $((era + 1))" ] || fail "second checkpoint: $(answer 3)"
dd if=/tmp/random of="$device" bs=4k count=1 seek=160 oflag=direct status=none # in block 10
dd if=/tmp/random of="$device" bs=512 count=3 seek=2687 oflag=direct status=none # 20 and 21
blkdiscard -o $((30 * 65536)) -l $((5 * 65536)) "$device" # 30 to 34
blkdiscard -z -o $((41 * 65536 - 4096)) -l 8192 "$device" # 40 and 41
dd if="$device" of=/dev/null bs=1M count=64 iflag=direct status=none
finish
era_check /tmp/metadata || fail "era_check"
era_invalidate --written-since $((era + 1)) /tmp/metadata > /tmp/list
sed -n 's/.*begin="\([0-9]*\)" end *= *"\([0-9]*\)".*/\1-\2/p; s/.*block="\([0-9]*\)".*/\1/p' /tmp/list \
    > /tmp/blocks
printf '%s\n' 10 20-22 30-35 40-42 > /tmp/expected
cmp /tmp/blocks /tmp/expected || fail "listed: $(cat /tmp/list)"

say "blkera-target --pass-through: needs no metadata, says its device, ends when told"
blkera-target --name plain --origin /dev/disk0 --frontend ublk --pass-through > /tmp/answers &
server=$!
device=$(answer 1)
[ -b "$device" ] || fail "said '$device'"
dd if=/tmp/random of="$device" bs=1M count=8 oflag=direct status=none
cmp -n 8M "$device" /dev/disk0 || fail "device and origin differ"
cmp -n 8M /tmp/random /dev/disk0 || fail "the data did not arrive"
mkfs.ext4 -q "$device"
mount "$device" /mnt/test
kill "$server"
sleep 2
kill -0 "$server" || fail "ended under a mounted file system"
umount /mnt/test
kill "$server"
wait "$server" || fail "ended with $?"
! ls /dev/ublkb* /dev/ublkc* 2> /dev/null || fail "nodes are left"

! dmesg | grep -E 'WARNING|BUG|blocked for more' || fail "the kernel complains"
say "all passed"
