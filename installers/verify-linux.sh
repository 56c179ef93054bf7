#!/usr/bin/env bash
# Installs the packages into a fresh Debian 12 without Java, works with them there without a network, and takes them away.
#   sudo installers/verify-linux.sh PACKAGES FOLDER
# PACKAGES  holds the .deb and the .rpm, as `mvn -Pinstaller package` makes them in target/installer/packages
# FOLDER    gets the Debian (root/, kept for the next time), pictures of the window, and logs
# Needs root, debootstrap, rpm, Xvfb, xdotool and ImageMagick. DEMO="--steps 50" shortens the demo.
set -euo pipefail

packages=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
root=$folder/root
display=${VERIFY_DISPLAY:-:91}
home=/home/reader
deb=$(ls "$packages"/diffusam-studio_*.deb)
rpm=$(ls "$packages"/diffusam-studio-*.rpm 2> /dev/null || true)
TIMEFORMAT='%R s (%U user, %S system)'

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

# Neither a network nor the environment of whoever runs this.
inside() { unshare -n chroot "$root" env -i PATH=/usr/bin:/bin:/usr/sbin:/sbin LC_ALL=C.UTF-8 "$@"; }
as_reader() {
    unshare -n chroot --userspec=reader:reader "$root" \
        env -i PATH=/usr/bin:/bin HOME=$home USER=reader LC_ALL=C.UTF-8 DISPLAY="$display" sh -c "cd $home && exec $*"
}

cleanup() {
    [ -z "${screen:-}" ] || kill "$screen" 2>/dev/null || true
    for place in tmp/.X11-unix proc dev; do
        if mountpoint -q "$root/$place"; then umount "$root/$place"; fi
    done
}
trap cleanup EXIT

prepare() {
    say "a fresh Debian 12 with what the package says it needs, and nothing else"
    [ -d "$root/etc" ] || debootstrap --variant=minbase bookworm "$root" > "$folder/debootstrap.log"
    chroot "$root" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o=Dpkg::Use-Pty=0 satisfy -y --no-install-recommends \
        "$(dpkg-deb -f "$deb" Depends)" > "$folder/dependencies.log" 2>&1
    chroot "$root" sh -c '! command -v java' || fail "there is a Java in the root"
    chroot "$root" id reader > /dev/null 2>&1 || chroot "$root" useradd -m reader
    mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
    mountpoint -q "$root/dev" || mount --bind /dev "$root/dev"
    Xvfb "$display" -screen 0 1920x1080x24 > "$folder/xvfb.log" 2>&1 &
    screen=$!
    sleep 2
    mkdir -p "$root/tmp/.X11-unix"
    mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
}

# Everything but the user's home, the package databases and what tools derive from what is installed.
listing() {
    (cd "$root" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./tmp -o -path ./home -o -path ./var/lib/dpkg \
        -o -path ./var/lib/rpm -o -path ./var/log -o -path ./var/cache \) -prune -o -print | sort)
}

console() {
    say "console: version (three times)"
    for _ in 1 2 3; do time as_reader diffusam --version; done
    say "console: the demo, to its end"
    time as_reader diffusam demo --out-dir $home/demo "${DEMO:-}" 2> "$folder/demo.log" || fail "$(tail -3 "$folder/demo.log")"
    [ -s "$root$home/demo/labels.nii.gz" ] || fail "the demo wrote no labels"
    cp "$root$home/demo/preview.png" "$folder/demo.png"
}

# Starts the Studio with the rest of the arguments, tells how long it took to the window, and takes a picture.
window() {
    local picture=$1 wait_seconds=$2 begin end
    shift 2
    begin=$(date +%s%N)
    as_reader diffusam-studio "$@" > "$folder/$picture.log" 2>&1 &
    local studio=$!
    until DISPLAY=$display xdotool search --onlyvisible --name 'DiffuSAM Studio' > /dev/null 2>&1; do
        kill -0 $studio 2> /dev/null || fail "the Studio ended: $(cat "$folder/$picture.log")"
        sleep 0.02
    done
    end=$(date +%s%N)
    echo "$(((end - begin) / 1000000)) ms to the window"
    sleep "$wait_seconds"
    DISPLAY=$display import -window root "$folder/$picture.png"
    echo "title: $(DISPLAY=$display xdotool search --onlyvisible --name 'DiffuSAM Studio' getwindowname | head -1)"
    pkill -TERM -P $studio
    wait $studio || true
}

windows() {
    local kind=$1
    say "window: on the sample study"
    window "$kind-sample" "${WINDOW_SECONDS:-15}"
    say "window: the same, warm (three times)"
    for n in 1 2 3; do window "$kind-warm-$n" 1; done
    say "window: opened with a file"
    cp "$root/opt/diffusam-studio/lib/app/sample-data/labels.nii.gz" "$root$home/opened.nii.gz"
    window "$kind-file" "${WINDOW_SECONDS:-15}" $home/opened.nii.gz
    if find "$root$home" -type f | grep -E '\.so(\.|$)'; then
        fail "libraries were unpacked into the user's home"
    fi
}

removed() {
    listing > "$folder/after.txt"
    local left
    left=$(comm -13 "$folder/before.txt" "$folder/after.txt" \
        | grep -vE '^\./opt$|/usr/share/(mime|applications)(/mimeinfo.cache)?$|/usr/share/mime/|/usr/share/icons/hicolor' || true)
    left+=$(grep -i diffusam "$folder/after.txt" || true)
    [ -z "$left" ] || fail "left behind: $left"
    [ -s "$root$home/demo/labels.nii.gz" ] || fail "the user's data is gone"
    echo "nothing but the user's data is left"
}

prepare
listing > "$folder/before.txt"

say ".deb: $(stat -c %s "$deb" | awk '{printf "%.0f MB", $1/1e6}'), installed without a network"
cp "$deb" "$root/var/cache/package.deb"
time inside dpkg -i /var/cache/package.deb > "$folder/deb-install.log" 2>&1 || fail "$(cat "$folder/deb-install.log")"
inside dpkg -V diffusam-studio
console
windows deb
say ".deb: installed over itself, as a newer one would be"
inside dpkg -i /var/cache/package.deb >> "$folder/deb-install.log" 2>&1 || fail "$(cat "$folder/deb-install.log")"
as_reader diffusam --version
say ".deb: taken away"
inside dpkg --purge diffusam-studio > "$folder/deb-remove.log" 2>&1 || fail "$(cat "$folder/deb-remove.log")"
removed

[ -n "$rpm" ] || { say "there is no .rpm to try"; exit 0; }
say ".rpm: $(stat -c %s "$rpm" | awk '{printf "%.0f MB", $1/1e6}'), into the same root (Debian's libraries, so without rpm's own check of them)"
rpm -qp --requires "$rpm" | tr '\n' ' '
inside_rpm() { rpm --root "$root" --dbpath /var/lib/rpm "$@"; }
inside_rpm --initdb
time inside_rpm --nodeps -i "$rpm" > "$folder/rpm-install.log" 2>&1 || fail "$(cat "$folder/rpm-install.log")"
inside_rpm --nodeps -V diffusam-studio
as_reader diffusam --version
windows rpm
say ".rpm: taken away"
inside_rpm --nodeps -e diffusam-studio > "$folder/rpm-remove.log" 2>&1 || fail "$(cat "$folder/rpm-remove.log")"
removed
say "all done; look at the pictures in $folder"
