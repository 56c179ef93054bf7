#!/usr/bin/env bash
# Installs the packages into a fresh Debian 12 without Java, works with them there without a network, and takes them away.
#   sudo installers/verify-linux.sh PACKAGES FOLDER
# PACKAGES  holds the .deb and the .rpm, as `mvn -Pinstaller package` makes them in target/installer/packages
# FOLDER    gets the Debian (root/, kept for the next time), pictures of the window, and logs
# Needs root, debootstrap, rpm with rpmbuild, Xvfb, xdotool and ImageMagick. DEMO="--steps 50" shortens the demo.
# KINDS=rpm tries the .rpm alone. READING_SECONDS=2 reads the tour's steps faster than the ten seconds each that count.
# PRIORITY=20 gives the processors to what is started while its start is measured, on a machine that others share.
set -euo pipefail

packages=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
root=$folder/root
display=${VERIFY_DISPLAY:-:91}
home=/home/reader
program=/opt/diffusam-studio
reading=${READING_SECONDS:-10}
deb=$(ls "$packages"/diffusam-studio_*.deb)
rpm=$(ls "$packages"/diffusam-studio-*.rpm 2> /dev/null || true)
table=()
measured=()
shown=()
if [ -n "${PRIORITY:-}" ]; then
    measured=(chrt -r "$PRIORITY")
    shown=(chrt -r $((PRIORITY + 10)))
fi

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
note() { table+=("$(printf '%-58s %s' "$1" "$2")"); echo "$1: $2"; }
now() { date +%s%N; }
since() { echo $((($(now) - $1) / 1000000)); }
in_seconds() { awk '{printf "%.2f s", $1 / 1000}' <<< "$1"; }
median() { printf '%s\n' "$@" | sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
spread() { printf '%s, median of %d (%s to %s)' "$(in_seconds "$(median "$@")")" $# \
    "$(in_seconds "$(printf '%s\n' "$@" | sort -n | head -1)")" "$(in_seconds "$(printf '%s\n' "$@" | sort -n | tail -1)")"; }

# What watches has to come before what is watched.
hurry() { [ -z "${PRIORITY:-}" ] || chrt -r -p $((PRIORITY + 20)) $$; }
rest() { [ -z "${PRIORITY:-}" ] || chrt -o -p 0 $$; }

pace=()
# Neither a network nor the environment of whoever runs this.
inside() { unshare -n chroot "$root" env -i PATH=/usr/bin:/bin:/usr/sbin:/sbin LC_ALL=C.UTF-8 "$@"; }
as_reader() {
    "${pace[@]}" unshare -n chroot --userspec=reader:reader "$root" \
        env -i PATH=/usr/bin:/bin HOME=$home USER=reader LC_ALL=C.UTF-8 DISPLAY="$display" sh -c "cd $home && exec $*"
}
on_screen() { DISPLAY=$display "$@"; }
its_window() { on_screen xdotool search --onlyvisible --name 'DiffuSAM Studio' 2> /dev/null; }

cleanup() {
    rest
    [ -z "${studio:-}" ] || kill "$studio" 2> /dev/null || true
    [ -z "${screen:-}" ] || kill "$screen" 2> /dev/null || true
    for place in tmp/.X11-unix proc dev; do
        if mountpoint -q "$root/$place"; then umount -l "$root/$place"; fi
    done
}
trap cleanup EXIT

prepare() {
    say "a fresh Debian 12 with what the package says it needs, and nothing else"
    [ -d "$root/etc" ] || debootstrap --variant=minbase bookworm "$root" > "$folder/debootstrap.log"
    chroot "$root" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o=Dpkg::Use-Pty=0 satisfy -y --no-install-recommends \
        "$(dpkg-deb -f "$deb" Depends)" > "$folder/dependencies.log" 2>&1
    chroot "$root" sh -c '! command -v java' || fail "there is a Java in the root"
    mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
    mountpoint -q "$root/dev" || mount --bind /dev "$root/dev"
    "${shown[@]}" Xvfb "$display" -screen 0 1920x1080x24 > "$folder/xvfb.log" 2>&1 &
    screen=$!
    sleep 2
    mkdir -p "$root/tmp/.X11-unix"
    mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
    new_reader
    listing > "$folder/before.txt"
}

new_reader() {
    chroot "$root" userdel -r reader > /dev/null 2>&1 || true
    chroot "$root" useradd -m reader
}

# Everything but the user's home, the package databases and what tools derive from what is installed.
listing() {
    (cd "$root" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./tmp -o -path ./home -o -path ./var/lib/dpkg \
        -o -path ./var/lib/rpm -o -path ./var/log -o -path ./var/cache \) -prune -o -print \
        | grep -vE '^\./etc/(passwd|group|shadow|gshadow|subuid|subgid)-?$' | sort)
}

nothing_left() {
    listing > "$folder/after.txt"
    local left
    left=$(comm -13 "$folder/before.txt" "$folder/after.txt" \
        | grep -vE '^\./opt$|/usr/share/(mime|applications)(/mimeinfo.cache)?$|/usr/share/mime/|/usr/share/icons/hicolor' || true)
    left+=$(grep -i diffusam "$folder/after.txt" || true)
    [ -z "$left" ] || fail "left behind: $left"
}

users_data_kept() {
    [ -s "$root$home/demo/labels.nii.gz" ] || fail "the user's labels are gone"
    [ -d "$root$home/.diffusam/work" ] || fail "the user's work is gone"
    echo "nothing but the user's data is left"
}

versions() {
    local times=() begin
    hurry
    pace=("${measured[@]}")
    for _ in 1 2 3 4 5; do
        begin=$(now)
        as_reader diffusam --version > "$folder/version.txt"
        times+=("$(since "$begin")")
    done
    pace=()
    rest
    cat "$folder/version.txt"
    note ".$1: diffusam --version (bar 0.4 s)" "$(spread "${times[@]}")"
}

console() {
    say ".$1: the console"
    versions "$1"
    as_reader diffusam compute 2> "$folder/$1-compute.log"
    local begin
    begin=$(now)
    as_reader diffusam demo --out-dir $home/demo "${DEMO:-}" 2> "$folder/$1-demo.log" || fail "$(tail -3 "$folder/$1-demo.log")"
    [ -s "$root$home/demo/labels.nii.gz" ] || fail "the demo wrote no labels"
    note ".$1: diffusam demo ${DEMO:-}" "$(in_seconds "$(since "$begin")")"
    cp "$root$home/demo/preview.png" "$folder/$1-demo.png"
}

# Starts the Studio with the arguments; sets $studio to its process, and $waited to the ms until its window was there.
open_window() {
    local begin
    hurry
    pace=("${measured[@]}")
    begin=$(now)
    as_reader diffusam-studio "$@" > "$folder/studio.log" 2>&1 &
    local job=$!
    pace=()
    until its_window > /dev/null; do
        kill -0 $job 2> /dev/null || fail "the Studio ended: $(cat "$folder/studio.log")"
        sleep 0.02
    done
    waited=$(since "$begin")
    rest
    studio=$(pgrep -P $job | head -1)
    [ -z "${PRIORITY:-}" ] || chrt -o -a -p 0 "$studio"
}

picture() { on_screen import -window root "$folder/$1.png"; }

# An image is shown when the title names it.
until_opened() {
    until on_screen xdotool getwindowname "$(its_window | head -1)" 2> /dev/null | grep -q ' — '; do sleep 0.2; done
    echo "title: $(on_screen xdotool getwindowname "$(its_window | head -1)")"
}

# For some seconds on end hardly any of its threads works or waits for a processor, however busy the machine is.
until_at_rest() {
    local busy=99
    while [ $busy -gt 2 ]; do
        busy=0
        for _ in $(seq 40); do
            sleep 0.1
            if ps -L -o stat= -p "$studio" | grep -q '^[RD]'; then busy=$((busy + 1)); fi
        done
    done
}

close_window() {
    kill -TERM "$studio"
    while kill -0 "$studio" 2> /dev/null; do sleep 0.1; done
    studio=
}

kept() { du -sb "$root$home/.diffusam/work" 2> /dev/null | cut -f1; }

# As somebody new does: read the five steps of the tour, then let the rest of the sample be filled in.
first_start() {
    local kind=$1 installing=$2 begin step before
    say ".$kind: the first start of a new user"
    begin=$(now)
    open_window
    note ".$kind: the very first window" "$(in_seconds "$waited")"
    until_opened
    sleep 3
    picture "$kind-first"
    on_screen xdotool windowfocus "$(its_window | head -1)"
    for step in 1 2 3 4 5; do
        sleep "$reading"
        picture "$kind-tour-$step"
        on_screen xdotool key Return
    done
    grep -q '"greeted" : true' "$root$home/.config/diffusam/settings.json" || fail "the notice of the first start was not shown"
    grep -q '"toured" : true' "$root$home/.config/diffusam/settings.json" || fail "the tour was not shown"
    sleep 1
    before=$(kept)
    on_screen xdotool key ctrl+t
    sleep 5
    until_at_rest
    note ".$kind: install to the first propagated volume (bar 300 s)" \
        "$(in_seconds $((installing + $(since "$begin") - 4000))), of which $((5 * reading)) s for reading the tour"
    picture "$kind-volume"
    [ "$(kept)" -gt $((before + 5000)) ] || fail "no masks were kept: $before bytes before, $(kept) after"
    close_window
}

windows() {
    local kind=$1 times=()
    say ".$kind: the window again"
    for _ in 1 2 3 4 5; do
        open_window
        times+=("$waited")
        close_window
    done
    note ".$kind: start to the first window, warm (bar 1.5 s)" "$(spread "${times[@]}")"
    open_window
    until_opened
    until_at_rest
    picture "$kind-sample"
    close_window
    say ".$kind: opened with a file, and with a folder"
    cp "$root$program/lib/app/sample-data/labels.nii.gz" "$root$home/opened.nii.gz"
    open_window $home/opened.nii.gz
    until_opened
    close_window
    cp -r "$root$program/lib/app/sample-data/dicom" "$root$home/series"
    open_window $home/series
    until_opened
    until_at_rest
    picture "$kind-folder"
    close_window
    if find "$root$home" -type f | grep -E '\.so(\.|$)'; then
        fail "libraries were unpacked into the user's home"
    fi
}

# The same package under an older number, with a file that the newer one lacks.
older_deb() {
    rm -rf "$folder/older"
    dpkg-deb -R "$deb" "$folder/older"
    sed -i 's/^Version: .*/Version: 0.0.1/' "$folder/older/DEBIAN/control"
    touch "$folder/older$program/lib/app/gone.jar"
    dpkg-deb --root-owner-group -Znone -b "$folder/older" "$root/var/cache/older.deb" > /dev/null
    rm -rf "$folder/older"
}

older_rpm() {
    mkdir -p "$folder/older/tree$program/lib/app"
    touch "$folder/older/tree$program/lib/app/gone.jar"
    printf '%s\n' 'Name: diffusam-studio' 'Version: 0.0.1' 'Release: 1' 'Summary: older' 'License: Apache-2.0' \
        '%description' 'older' '%install' "cp -a $folder/older/tree/. %{buildroot}" '%files' "$program/lib/app/gone.jar" \
        > "$folder/older/older.spec"
    rpmbuild -bb --define "_topdir $folder/older/build" "$folder/older/older.spec" > "$folder/rpm-older.log" 2>&1
}

upgraded() {
    [ ! -e "$root$program/lib/app/gone.jar" ] || fail "the older version's file is still there"
    as_reader diffusam --version
    [ -s "$root$home/work-of-before" ] || fail "the user's data is gone"
    echo "the newer version took the older one's place"
}

try_deb() {
    local begin installing
    say ".deb: an older version, and this one in its place"
    older_deb
    cp "$deb" "$root/var/cache/package.deb"
    inside dpkg -i /var/cache/older.deb > "$folder/deb-older.log" 2>&1 || fail "$(cat "$folder/deb-older.log")"
    echo kept > "$root$home/work-of-before"
    inside dpkg -i /var/cache/package.deb > "$folder/deb-upgrade.log" 2>&1 || fail "$(cat "$folder/deb-upgrade.log")"
    upgraded
    inside dpkg --purge diffusam-studio > "$folder/deb-remove.log" 2>&1 || fail "$(cat "$folder/deb-remove.log")"
    nothing_left
    new_reader

    note ".deb: size (bar 250 MB)" "$(stat -c %s "$deb" | awk '{printf "%.0f MB", $1 / 1e6}')"
    begin=$(now)
    inside dpkg -i /var/cache/package.deb > "$folder/deb-install.log" 2>&1 || fail "$(cat "$folder/deb-install.log")"
    installing=$(since "$begin")
    note ".deb: install" "$(in_seconds "$installing")"
    inside dpkg -V diffusam-studio
    first_start deb "$installing"
    windows deb
    console deb
    say ".deb: taken away"
    inside dpkg --purge diffusam-studio > "$folder/deb-remove.log" 2>&1 || fail "$(cat "$folder/deb-remove.log")"
    nothing_left
    users_data_kept

    say ".deb: unpacked by a user without an administrator"
    cp "$deb" "$root$home/package.deb"
    as_reader dpkg-deb -x package.deb programs
    as_reader programs$program/bin/diffusam --version
    rm -rf "$root$home/programs" "$root$home/package.deb" "$root"/var/cache/*.deb
}

try_rpm() {
    local begin installing
    say ".rpm: into the same root, with Debian's libraries, so without rpm's own check of them"
    rpm -qp --requires "$rpm" | tr '\n' ' '
    inside_rpm() { rpm --root "$root" --dbpath /var/lib/rpm "$@"; }
    inside_rpm --initdb
    new_reader
    older_rpm
    inside_rpm --nodeps -i "$folder"/older/build/RPMS/*/*.rpm > "$folder/rpm-older.log" 2>&1 || fail "$(cat "$folder/rpm-older.log")"
    echo kept > "$root$home/work-of-before"
    inside_rpm --nodeps -U "$rpm" > "$folder/rpm-upgrade.log" 2>&1 || fail "$(cat "$folder/rpm-upgrade.log")"
    upgraded
    inside_rpm --nodeps -e diffusam-studio > "$folder/rpm-remove.log" 2>&1 || fail "$(cat "$folder/rpm-remove.log")"
    nothing_left
    new_reader
    rm -rf "$folder/older"

    note ".rpm: size (bar 250 MB)" "$(stat -c %s "$rpm" | awk '{printf "%.0f MB", $1 / 1e6}')"
    begin=$(now)
    inside_rpm --nodeps -i "$rpm" > "$folder/rpm-install.log" 2>&1 || fail "$(cat "$folder/rpm-install.log")"
    installing=$(since "$begin")
    note ".rpm: install" "$(in_seconds "$installing")"
    inside_rpm --nodeps -V diffusam-studio
    first_start rpm "$installing"
    windows rpm
    console rpm
    say ".rpm: taken away"
    inside_rpm --nodeps -e diffusam-studio > "$folder/rpm-remove.log" 2>&1 || fail "$(cat "$folder/rpm-remove.log")"
    nothing_left
    users_data_kept
}

prepare
for kind in ${KINDS:-deb rpm}; do
    if [ "$kind" = deb ]; then try_deb; elif [ -n "$rpm" ]; then try_rpm; else say "there is no .rpm to try"; fi
done
say "all done; look at the pictures in $folder. Load of the machine: $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) processors"
printf '%s\n' "${table[@]}"
