#!/bin/sh
# install.sh [FILE]: installs the packages named in FILE (default: packaging/packages.txt), as root, on Debian.
# What is installed already is left alone, and no daemon is started.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
list=${1:-$here/../../../packages.txt}
policy=/usr/sbin/policy-rc.d
missing=
# shellcheck disable=SC2013 # words are wanted
for package in $(sed 's/#.*//' "$list"); do
    dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
[ "$(id -u)" = 0 ] || { echo "install.sh: fatal: not root, so unable to install:$missing" >&2; exit 100; }
if [ ! -e $policy ]; then
    trap 'rm -f $policy' EXIT
    trap 'exit 111' HUP INT TERM
    printf '#!/bin/sh\nexit 101\n' >$policy
    chmod 755 $policy
fi
export DEBIAN_FRONTEND=noninteractive
apt() {
    apt-get -qq -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 "$@"
}
# shellcheck disable=SC2086 # a list of words
apt install -y --no-install-recommends $missing || {
    apt update
    apt install -y --no-install-recommends $missing
}
