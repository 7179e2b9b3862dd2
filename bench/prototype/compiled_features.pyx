# cython: language_level=3, boundscheck=False, cdivision=True
"""The loops of features.py, text_features.py and context_features.py over characters and elements, in C.

`install()` puts them in the place of the functions of the same names; the arrays are the same to the last bit.
"""

from libc.stdint cimport int32_t, int64_t, uint16_t, uint32_t

import numpy as np

from kliping.reading import context_features, features, text_features

cdef extern from "Python.h":
    int PyUnicode_KIND(object)
    void *PyUnicode_DATA(object)
    Py_UCS4 PyUnicode_READ(int, void *, Py_ssize_t)
    int Py_UNICODE_ISALNUM(Py_UCS4)
    int Py_UNICODE_ISDECIMAL(Py_UCS4)
    int Py_UNICODE_ISSPACE(Py_UCS4)

cdef uint32_t _table[256]
cdef uint32_t _row
cdef int _bit, _number
for _number in range(256):
    _row = _number
    for _bit in range(8):
        _row = (_row >> 1) ^ (0xEDB88320u if _row & 1 else 0)
    _table[_number] = _row

cdef uint16_t[::1] _properties = text_features._PROPERTIES
cdef object _kind = text_features._kind
cdef int _STOP = text_features._STOP, _COMMA = text_features._COMMA, _COLON = text_features._COLON
cdef int _QUOTE = text_features._QUOTE, _DIGIT = text_features._DIGIT, _SPACE = text_features._SPACE
cdef int _BREAK = text_features._BREAK, _WHITE = text_features._WHITE, _UPPER = text_features._UPPER
cdef int _LOWER = text_features._LOWER, _ALNUM = text_features._ALNUM, _EXTRA = text_features._EXTRA
cdef uint32_t _WORDS = features.TEXT_WORDS
cdef enum:
    SHORT = 10

cdef uint32_t _put(uint32_t crc, unsigned char byte) noexcept nogil:
    return _table[(crc ^ byte) & 0xFF] ^ (crc >> 8)


cdef uint32_t _add(uint32_t crc, Py_UCS4 sign) noexcept nogil:
    """The checksum after one more character, in UTF-8."""
    cdef uint32_t code = sign
    if code < 0x80:
        return _put(crc, code)
    if code < 0x800:
        return _put(_put(crc, 0xC0 | code >> 6), 0x80 | code & 0x3F)
    if 0xD800 <= code < 0xE000:
        return _put(crc, 63)  # a question mark
    if code < 0x10000:
        return _put(_put(_put(crc, 0xE0 | code >> 12), 0x80 | code >> 6 & 0x3F), 0x80 | code & 0x3F)
    crc = _put(_put(crc, 0xF0 | code >> 18), 0x80 | code >> 12 & 0x3F)
    return _put(_put(crc, 0x80 | code >> 6 & 0x3F), 0x80 | code & 0x3F)


cdef int _words(str text, int32_t *found, int most):
    """Hash the first `most` words, and say how many there are in all."""
    cdef int kind = PyUnicode_KIND(text), many = 0, sort, next_sort
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t at = 0, size = len(text)
    cdef Py_UCS4 sign
    cdef uint32_t crc
    while at < size:
        sign = PyUnicode_READ(kind, data, at)
        at += 1
        sort = _sort(sign)
        if sort == 0:
            continue
        crc = _add(0xFFFFFFFFu, sign)
        if sort != 3:
            while at < size:
                sign = PyUnicode_READ(kind, data, at)
                if _sort(sign) != sort:
                    break
                crc = _add(crc, sign)
                at += 1
        if many < most:
            found[many] = (crc ^ 0xFFFFFFFFu) % _WORDS
        many += 1
    return many


cdef int _sort(Py_UCS4 sign) noexcept:
    """0 for what stands between words, 1 for letters, 2 for digits, 3 for marks."""
    if sign == 95 or Py_UNICODE_ISSPACE(sign):
        return 0
    if Py_UNICODE_ISDECIMAL(sign):
        return 2
    return 1 if Py_UNICODE_ISALNUM(sign) else 3


def word_hashes(table):
    cdef list texts = table.text
    cdef Py_ssize_t row, rows = len(texts)
    words_array = np.empty(rows * SHORT + 1, np.int32)
    starts_array = np.zeros(rows, np.int32)
    cdef int32_t[::1] words = words_array
    cdef int32_t[::1] starts = starts_array
    cdef int32_t last[72]  # lower case may be longer
    cdef Py_ssize_t used = 0
    cdef int many, of_end, first
    cdef str text
    for row in range(rows):
        text = texts[row]
        starts[row] = used
        many = _words(text[:80].lower(), &words[used], SHORT)
        if len(text) > 80 or many > SHORT:
            many = min(many, 3)
            of_end = _words(text[max(len(text) - 24, 0) :].lower(), last, 72)
            for first in range(max(of_end - 2, 0), of_end):
                words[used + many] = last[first]
                many += 1
        if not many:
            words[used] = 0
            many = 1
        used += many
    return words_array[:used], starts_array


def _marks(list texts, size):
    cdef Py_ssize_t row, at, length, rows = len(texts)
    found_array = np.empty((13, rows))
    cdef double[:, ::1] found = found_array
    cdef int kind, first = 0, spaces, stops, commas, breaks, digits, upper, begun, was_white
    cdef Py_ssize_t extra
    cdef int sign = 0
    cdef Py_UCS4 code
    cdef void *data
    cdef str text
    for row in range(rows):
        text = texts[row]
        kind, data, length = PyUnicode_KIND(text), PyUnicode_DATA(text), len(text)
        spaces = stops = commas = breaks = digits = upper = begun = 0
        extra, was_white = 0, 1
        for at in range(length):
            code = PyUnicode_READ(kind, data, at)
            sign = _properties[code]
            if not sign:
                sign = _properties[code] = _kind(chr(code))
            if at == 0:
                first = sign
            extra += sign >> _EXTRA
            spaces += (sign & _SPACE) != 0
            stops += (sign & _STOP) != 0
            commas += (sign & _COMMA) != 0
            breaks += (sign & _BREAK) != 0
            digits += at < 200 and (sign & _DIGIT) != 0
            if was_white and not sign & _WHITE and at < 160:
                begun += 1
                upper += (sign & _UPPER) != 0
            was_white = sign & _WHITE
        found[0, row] = length
        found[1, row] = length + extra
        found[2, row] = spaces + 1
        found[3, row] = stops
        found[4, row] = commas
        found[5, row] = breaks
        found[6, row] = digits / <double>min(length, 200)
        found[7, row] = upper / <double>max(begun, 1)
        found[8, row] = (first & _LOWER) != 0
        found[9, row] = (first & _QUOTE) != 0
        found[10, row] = (first & _ALNUM) == 0
        found[11, row] = (sign & _STOP) != 0
        found[12, row] = (sign & _COLON) != 0
    return found_array


def _depths(list parents):
    cdef Py_ssize_t row, rows = len(parents)
    found_array = np.empty(rows, np.int32)
    cdef int32_t[::1] found = found_array
    cdef Py_ssize_t parent
    for row in range(rows):
        parent = parents[row]
        found[row] = found[parent] + 1 if parent >= 0 else 0
    return found_array


def _ends(list parents):
    cdef Py_ssize_t row, around, rows = len(parents)
    found_array = np.arange(1, rows + 1)
    cdef int64_t[::1] found = found_array
    for row in range(rows - 1, 0, -1):
        around = parents[row]
        if found[around] < found[row]:
            found[around] = found[row]
    return found_array


def _sums(double[::1] held, Py_ssize_t[::1] parents):
    cdef Py_ssize_t row
    for row in range(len(held) - 1, 0, -1):
        held[parents[row]] += held[row]


def _of_region(element, parents, depth, prose):
    count = len(parents)
    direct = np.bincount(np.maximum(parents[element], 0), prose, count)
    core = int(direct.argmax())
    held = np.bincount(element, prose, count)
    _sums(held, parents)
    half = int(np.flatnonzero(held >= held[0] * context_features._HALF)[-1]) if held[0] else 0
    inside = np.flatnonzero(parents[element] == core)
    first, last = (inside[0], inside[-1]) if len(inside) else (0, len(element) - 1)
    index = np.arange(len(element))
    return np.column_stack(
        (
            *_way(core, parents, depth, element),
            *_way(half, parents, depth, element),
            np.sign(index - first) * np.log1p(np.abs(index - first)),
            np.sign(index - last) * np.log1p(np.abs(index - last)),
        )
    )


def _way(Py_ssize_t target, Py_ssize_t[::1] parents, depth, element):
    cdef Py_ssize_t at = target, row, rows = len(parents)
    up_array = np.zeros(rows, np.int64)
    cdef int64_t[::1] up = up_array
    on_path_array = np.zeros(rows, np.uint8)
    cdef unsigned char[::1] on_path = on_path_array
    while at >= 0:
        on_path[at] = 1
        at = parents[at]
    for row in range(rows):
        up[row] = 0 if on_path[row] or parents[row] < 0 else up[parents[row]] + 1
    steps = up_array[element]
    return steps.astype(np.float64), (depth[target] - (depth[element] - steps)).astype(np.float64)


def install():
    """Let the features be made with the loops above, and say how to take them out again."""
    places = (
        (features, word_hashes), (features, _depths), (features, _ends), (text_features, _marks),
        (context_features, _of_region), (context_features, _way),
    )
    before = [(module, function.__name__, getattr(module, function.__name__)) for module, function in places]
    for module, function in places:
        setattr(module, function.__name__, function)
    return lambda: [setattr(*place) for place in before]
