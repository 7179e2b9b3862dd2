"""Pages for the tests of the desk, invented: a small portal of one layout, and a hostile one."""

from __future__ import annotations

_LAYOUT = """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{headline} - Kabar Telaga</title>
<link rel="canonical" href="https://kabartelaga.example/{path}">
<meta property="og:site_name" content="Kabar Telaga"><meta property="og:title" content="{headline}">
<meta property="article:published_time" content="2026-05-{day}T09:45:00+07:00">
<meta property="article:section" content="{section}"><meta name="keywords" content="telaga, {section}">
</head><body><header class="kepala"><nav><ul><li><a href="/">Depan</a></li><li><a href="/ekonomi">Ekonomi</a></li></ul>
</nav></header><main><article><h1 class="judul">{headline}</h1>
<div class="penulis">Penulis: <a href="/penulis/ratna">Ratna Kusuma</a></div>
<div class="waktu">Kabar Telaga - {day} Mei 2026, 09:45 WIB</div>
<figure><img src="https://gambar.kabartelaga.example/{path}.jpg" alt="Perahu di dermaga telaga">
<figcaption>Perahu warga bersandar di dermaga. (Foto: Joko Prasetya)</figcaption></figure>
<div class="isi"><p class="teks">{first}</p>
<p class="teks">“{said},” kata Kepala Desa Telaga Wening, Sutrisno Hadi, Rabu.</p>
<p class="teks">{second}</p>
<div class="sisipan"><p class="sisip">{inset}</p></div>
<p class="teks">{third}</p>
<p class="baca">Baca Juga: <a href="https://kabartelaga.example/{also}">{also_title}</a></p>
<p class="teks">Warga berharap pekerjaan itu selesai sebelum musim hujan tiba pada akhir tahun ini.</p></div></article>
<aside class="populer"><h3>Terpopuler</h3><ul><li><a href="https://kabartelaga.example/{also}">{also_title}</a></li>
<li><a href="https://kabartelaga.example/lain">Lomba Perahu Digelar Lagi</a></li></ul></aside></main>
<footer><p>Hak cipta Kabar Telaga</p></footer></body></html>"""


def _page(path: str, headline: str, day: int, section: str, also: tuple[str, str], texts: tuple[str, ...]) -> str:
    first, said, second, inset, third = texts
    return _LAYOUT.format(
        path=path, headline=headline, day=day, section=section, also=also[0], also_title=also[1], first=first,
        said=said, second=second, inset=inset, third=third,
    )  # fmt: skip


_PIER = ("dermaga", "Dermaga Telaga Wening Dibangun Ulang")
_RICE = ("beras", "Harga Beras di Pasar Telaga Naik Lima Persen")
_FISH = ("ikan", "Ikan Nila Dilepas ke Telaga Menjelang Panen")

PIER = _page(
    *_PIER, 14, "Daerah", _RICE,
    (
        "Dermaga kayu di tepi Telaga Wening mulai dibangun ulang pekan ini setelah rusak oleh angin pada Februari.",
        "Perahu tidak bisa bersandar selama tiga bulan",
        "Pemerintah kabupaten menyiapkan dua ratus juta rupiah untuk tiang beton dan lantai kayu ulin yang baru.",
        "Catatan redaksi: laporan ini disusun dari rapat desa yang terbuka untuk umum pada hari Senin kemarin.",
        "Sebanyak empat puluh nelayan untuk sementara menambatkan perahu di sisi timur telaga yang lebih dangkal.",
    ),
)  # fmt: skip
"""The page on which a block is corrected."""

RICE = _page(
    *_RICE, 15, "Ekonomi", _PIER,
    (
        "Harga beras di Pasar Telaga naik lima persen dalam sepekan karena pasokan dari hulu sungai berkurang.",
        "Kami hanya mengikuti harga dari gudang",
        "Pedagang menjual beras medium empat belas ribu rupiah sekilogram, dari tiga belas ribu pekan sebelumnya.",
        "Catatan redaksi: harga dalam laporan ini dicatat pada pagi hari di tiga kios yang berbeda di pasar itu.",
        "Petani di hulu baru akan memanen padi bulan depan, dua pekan lebih lambat daripada tahun yang lalu.",
    ),
)  # fmt: skip

FISH = _page(
    *_FISH, 16, "Ekonomi", _RICE,
    (
        "Sepuluh ribu benih ikan nila dilepas ke Telaga Wening pada Kamis pagi untuk menambah hasil para nelayan.",
        "Tahun lalu hasilnya turun separuh",
        "Benih itu datang dari balai perikanan kabupaten dan dilepas oleh murid sekolah dasar bersama para nelayan.",
        "Catatan redaksi: jumlah benih dalam laporan ini berasal dari balai perikanan dan belum dihitung sendiri.",
        "Nelayan sepakat tidak menjaring di sisi utara telaga sampai ikan cukup besar untuk dipanen bersama-sama.",
    ),
)  # fmt: skip
"""A page of the same layout, held out."""

HOSTILE = """<!doctype html><html lang="en" onload="parent.hit=1"><head><title>Quiet evening at the mill</title>
<script>document.title = "RAN"; top.hit = 1;</script><meta http-equiv="refresh" content="0;url=https://evil.example/">
<base href="https://evil.example/"><link rel="stylesheet" href="https://evil.example/x.css">
<style>@import "https://evil.example/y.css"; body { background: url(https://evil.example/z.png) }</style></head>
<body onload="top.hit=1" onclick="top.hit=1"><article><h1 onmouseover="top.hit=1">Quiet evening at the mill</h1>
<p>The old mill on the Harrow closed its doors on Tuesday after a hundred and twelve years of grinding.<img src=x
onerror="top.hit=1"></p><p>Its owner, Dora Penhallow, said the last sack of flour had been
<a href="javascript:top.hit=1">sold at noon</a> to a baker from the next valley, who paid in coins.</p>
<svg onload="top.hit=1"><script>top.hit=1</script>
<animate onbegin="top.hit=1" attributeName="x"/></svg><iframe srcdoc="<script>top.hit=1</script>"></iframe>
<iframe src="javascript:top.hit=1"></iframe><object data="javascript:top.hit=1"></object>
<form action="javascript:top.hit=1"><button formaction="javascript:top.hit=1" autofocus onfocus="top.hit=1">Sold out
</button><input autofocus onfocus="top.hit=1"></form><math><mtext><table><mglyph><style><!--</style>
<img title="--&gt;&lt;img src=1 onerror=top.hit=1&gt;"></table></math><noscript><p title="</noscript>
<img src=x onerror=top.hit=1>">none</p></noscript><video src=x onerror="top.hit=1"></video>
<details open ontoggle="top.hit=1"><summary>More of the mill's long story</summary></details>
<p style="position:fixed;inset:0" id="main" class="block" data-hover="x">The wheel will stay, and the council means to
light it at night from the spring on.</p>
<template><script>top.hit=1</script></template><plaintext><script>top.hit=1</script>"""

PAGES = {"dermaga.html": PIER, "beras.html": RICE, "penggilingan.html": HOSTILE}
"""What is in the archive of the tests; the fish are held out."""
