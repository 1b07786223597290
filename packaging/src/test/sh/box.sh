#!/bin/sh
# box.sh DIR COMMAND...: runs COMMAND as if on a machine of its own. DIR/etc, DIR/run, DIR/lib and DIR/mail stand in for
# /etc, /run, /var/lib and /var/mail, and /dev/log leads to DIR/log. Run it by: unshare --mount --pid --fork --mount-proc
set -eu
dir=$1
shift
mount --bind "$dir/etc" /etc
mount --bind "$dir/run" /run
mount --bind "$dir/lib" /var/lib
mount --bind "$dir/mail" /var/mail
mount -t tmpfs -o mode=755 box "$dir/dev"
for node in null zero full random urandom tty; do
    cp -a /dev/$node "$dir/dev/$node"
done
mkdir "$dir/dev/shm"
chmod 1777 "$dir/dev/shm"
ln -s /proc/self/fd "$dir/dev/fd"
ln -s fd/0 "$dir/dev/stdin"
ln -s fd/1 "$dir/dev/stdout"
ln -s fd/2 "$dir/dev/stderr"
ln -s "$dir/log" "$dir/dev/log"
mount --move "$dir/dev" /dev
# Not exec: the first process of a PID namespace would be deaf to signals that it does not handle.
"$@"
