# shellcheck shell=bash
# tools/packages.sh: files of Debian's packages, taken into a directory of our own ($kept), which needs no root. To be sourced.

# Where the machine's lists of packages do not do, we fetch our own: theirs are root's.
lists=(-o APT::Sandbox::User=root)
fetch_lists() {
    mkdir -p "$kept/lists/partial"
    lists+=(-o "Dir::State::Lists=$kept/lists" -o "Dir::Cache=$kept")
    apt-get -qq "${lists[@]}" update
}

# lacking PACKAGE...: which packages an installation of these would bring, the C library aside
lacking() {
    apt-get "${lists[@]}" -s --no-install-recommends install "$@" | sed -n '/^Inst libc6 /d; s/^Inst \([^ ]*\) .*/\1/p'
}

download() { apt-get -qq "${lists[@]}" download "$@"; }

# unpack: all packages of the current directory to the one above it
unpack() { find . -name '*.deb' -exec dpkg -x {} .. \;; }
