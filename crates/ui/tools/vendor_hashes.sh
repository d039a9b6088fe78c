#!/bin/sh
# Writes assets/VENDOR.toml anew; run it after tools/vendor.py or a new subset of the fonts.
set -eu
cd "$(dirname "$0")/../assets"
hash() { sha256sum "$1" | cut -d' ' -f1; }
UNICODES="U+20-7E,U+A0-FF,U+102-103,U+110-111,U+128-129,U+168-169,U+1A0-1A1,U+1AF-1B0,U+1EA0-1EF9,U+20AB,U+2010-2015,U+2018-201D,U+2022,U+2026,U+180,U+243,U+10C-10D,U+114-115,U+12C-12D,U+14E-14F,U+16C-16D,U+1CD-1D4,U+300-304,U+306,U+309,U+30C,U+31B,U+323,U+2BC"
cat > VENDOR.toml <<END
# What in this folder comes from others. Texts of the licences: LICENSES.txt.

[[vendored]]
file = "govuk.css"
name = "govuk-frontend"
version = "6.6.0"
licence = "MIT"
sha256 = "$(hash govuk.css)"
changes = "by tools/vendor.py: fonts, coat of arms, header, footer and unused components removed; colours through custom properties"

[[vendored]]
file = "icons.svg"
name = "lucide-static"
version = "1.62.0"
licence = "ISC"
sha256 = "$(hash icons.svg)"
changes = "by tools/vendor.py: 43 icons as one sprite"

[[vendored]]
file = "fonts/noto-sans-regular.woff2"
name = "Noto Sans Regular"
version = "20201225"
licence = "OFL-1.1"
sha256 = "$(hash fonts/noto-sans-regular.woff2)"
changes = "pyftsubset NotoSans-Regular.ttf --unicodes=UNICODES --flavor=woff2 --layout-features=ccmp,locl,mark,mkmk,kern --no-hinting"
unicodes = "$UNICODES"

[[vendored]]
file = "fonts/noto-sans-bold.woff2"
name = "Noto Sans Bold"
version = "20201225"
licence = "OFL-1.1"
sha256 = "$(hash fonts/noto-sans-bold.woff2)"
changes = "pyftsubset NotoSans-Bold.ttf --unicodes=UNICODES --flavor=woff2 --layout-features=ccmp,locl,mark,mkmk,kern --no-hinting"
unicodes = "$UNICODES"
END
