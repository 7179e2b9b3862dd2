# cython: language_level=3, boundscheck=False, wraparound=False
"""The walk of src/kliping/reading/walk.py over lexbor's own tree: the same block table, without an object a node.

Objects are made for what stands in the table alone. The text of a block is gathered as UTF-8 and becomes a str once.
"""

from cpython.dict cimport PyDict_GetItem, PyDict_SetItem
from cpython.ref cimport PyObject, Py_INCREF, Py_XDECREF
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdint cimport uint32_t, uintptr_t
from libc.stdlib cimport free, realloc
from libc.string cimport memcpy, memset

import selectolax.lexbor
from kliping.reading import names, walk as by_python
from kliping.reading.blocks import Anchor, BlockTable, Mark

cdef extern from "lexbor_tree.h":
    ctypedef struct text_t:
        unsigned char *data
        size_t length
    ctypedef struct node_t:
        uintptr_t local_name
        uintptr_t ns
        node_t *next
        node_t *first_child
        int type
    ctypedef struct attr_t:
        node_t node
        uintptr_t qualified_name
        text_t *value
        attr_t *next
    ctypedef struct characters_t:
        text_t data
    ctypedef struct view_t:
        node_t *node
        PyObject *parser
    ctypedef const unsigned char *(*name_of_t)(void *, size_t *)
    ctypedef attr_t *(*first_attribute_t)(void *)
    void *dlopen(const char *, int)
    void *dlsym(void *, const char *)
    int RTLD_NOW, RTLD_NOLOAD
    int Py_UNICODE_ISUPPER(Py_UCS4)
    int Py_UNICODE_ISLOWER(Py_UCS4)
    int Py_UNICODE_ISDIGIT(Py_UCS4)
    int Py_UNICODE_ISSPACE(Py_UCS4)

# The library is loaded already, by selectolax; its functions are asked by name.
cdef void *_library = dlopen(selectolax.lexbor.__file__.encode(), RTLD_NOW | RTLD_NOLOAD)
cdef name_of_t _element_name = <name_of_t>dlsym(_library, b"lxb_dom_element_qualified_name")
cdef name_of_t _attribute_name = <name_of_t>dlsym(_library, b"lxb_dom_attr_qualified_name")
cdef first_attribute_t _first_attribute = <first_attribute_t>dlsym(_library, b"lxb_dom_element_first_attribute_noi")
if _element_name == NULL or _attribute_name == NULL or _first_attribute == NULL:
    raise ImportError("selectolax has no lexbor that can be asked")

cdef enum:
    TEXT = 3
    ELEMENT = 1
    HTML = 2  # a namespace
    KNOWN = 0xC4  # names of elements below are numbers, the same in all documents
    SLOTS = 512

# What to do on entering; the first four are also what to do on leaving.
cdef enum:
    NOTHING, BLOCK, LINK, STRONG, NOSCRIPT, SKIP, BREAK, RULE, IMAGE, PLAYER, TIME, SCRIPT, TITLE, META, HEAD_LINK, BASE

cdef dict _CODES = {
    None: NOTHING, by_python._skip: SKIP, by_python._link: LINK, by_python._strong: STRONG, by_python._break: BREAK,
    by_python._rule: RULE, by_python._image: IMAGE, by_python._time: TIME, by_python._noscript: NOSCRIPT,
    by_python._script: SCRIPT, by_python._title: TITLE, by_python._meta: META, by_python._head_link: HEAD_LINK,
    by_python._base: BASE, by_python._html: BLOCK, by_python._player: PLAYER,
}
cdef dict _ENTER = {tag: _CODES[enter] for tag, enter in by_python._ENTER.items()}

cdef int _enter[KNOWN]
cdef PyObject *_tags[KNOWN]
memset(_tags, 0, sizeof(_tags))
cdef list _kept = []

cdef object _Node = selectolax.lexbor.LexborNode
cdef object _make = _Node.__new__
cdef dict _RANK = names._RANK
cdef frozenset _HIDING = names._HIDING
cdef int _MOST = by_python.MAX_BLOCKS
cdef tuple _INVISIBLE = by_python._INVISIBLE
cdef dict _WITHOUT = by_python._WITHOUT_INVISIBLE

cdef object _new_tuple = tuple.__new__

cdef unsigned char _white[128]
cdef int _c
for _c in range(128):
    _white[_c] = chr(_c).isspace()


cdef struct open_t:
    node_t *next
    int action


cdef str _decoded(const unsigned char *data, size_t length):
    return PyUnicode_DecodeUTF8(<const char *>data, length, "replace")


cdef inline Py_UCS4 _last(const unsigned char *data, size_t length):
    """The last character of valid UTF-8."""
    cdef size_t at = length - 1
    cdef uint32_t found
    if data[at] < 0x80:
        return data[at]
    while data[at] & 0xC0 == 0x80:
        at -= 1
    found = data[at] & (0x1F if data[at] < 0xE0 else 0x0F if data[at] < 0xF0 else 0x07)
    for at in range(at + 1, length):
        found = found << 6 | (data[at] & 0x3F)
    return <Py_UCS4>found


cdef inline bint _is_seam(Py_UCS4 before, Py_UCS4 after):
    return Py_UNICODE_ISUPPER(after) and (Py_UNICODE_ISLOWER(before) or Py_UNICODE_ISDIGIT(before))


cdef class _Walk:
    cdef object table, parser, state
    cdef list text, of_block, link_chars, strong_chars, tags, parents, nodes, attributes, names, anchors, open_links
    cdef unsigned char *buffer
    cdef size_t used, room
    cdef open_t *above
    cdef size_t opened, above_room
    cdef Py_ssize_t length, link, strong
    cdef Py_ssize_t element, noscript, bold, breaks
    cdef bint space, is_cut
    cdef uintptr_t known[SLOTS]
    cdef PyObject *keys[SLOTS]
    cdef list kept

    def __cinit__(self):
        self.element = -1
        memset(self.known, 0, sizeof(self.known))

    def __init__(self, parser):
        self.parser = parser
        self.table = table = BlockTable()
        self.state = _State(table)
        self.text, self.of_block, self.link_chars, self.strong_chars = [], [], [], []
        self.tags, self.parents, self.nodes, self.attributes, self.names = [], [], [], [], []
        self.anchors, self.open_links, self.kept = [], [], []

    def __dealloc__(self):
        free(self.buffer)
        free(self.above)

    cdef object view(self, node_t *node):
        cdef object made = _make(_Node)
        cdef view_t *view = <view_t *>made
        view.node = node
        Py_INCREF(self.parser)
        Py_XDECREF(view.parser)
        view.parser = <PyObject *>self.parser
        return made

    cdef str key(self, attr_t *attr):
        """The name of an attribute, the same str for all elements of the page."""
        cdef uintptr_t number = attr.qualified_name or attr.node.local_name
        cdef size_t slot = (number ^ (number >> 9)) % SLOTS
        cdef size_t length = 0
        cdef const unsigned char *name
        if self.known[slot] != number:
            name = _attribute_name(attr, &length)
            found = _decoded(name, length)
            self.kept.append(found)
            self.known[slot] = number
            self.keys[slot] = <PyObject *>found
        return <str>self.keys[slot]

    cdef dict attributes_of(self, node_t *node):
        cdef dict found = {}
        cdef attr_t *attr = _first_attribute(node)
        while attr != NULL:
            value = None
            if attr.value != NULL and attr.value.data != NULL:
                value = _decoded(attr.value.data, attr.value.length)
            PyDict_SetItem(found, self.key(attr), value)
            attr = attr.next
        return found

    cdef void flush(self) except *:
        if self.used:
            self.text.append(PyUnicode_DecodeUTF8(<char *>self.buffer, self.used, NULL))
            self.of_block.append(self.element)
            self.link_chars.append(self.link)
            self.strong_chars.append(self.strong)
            self.is_cut = len(self.text) >= _MOST
            self.used = 0
            self.length = self.link = self.strong = 0

    cdef void ask_room(self, size_t more) except *:
        if self.used + more > self.room:
            self.room = 2 * (self.used + more)
            self.buffer = <unsigned char *>realloc(self.buffer, self.room)
            if self.buffer == NULL:
                raise MemoryError

    cdef void add(self, const unsigned char *data, size_t length) except *:
        cdef size_t at = 0
        while at < length and data[at] < 0x80 and _white[data[at]]:
            at += 1
        if at == length:
            self.space = True
            return
        while at < length and data[at] < 0x80:
            at += 1
        if at == length:
            self.add_ascii(data, length)
        else:
            self.add_any(_decoded(data, length))

    cdef void part(self, bint begins_white, Py_UCS4 first) except *:
        """What stands between the words so far and the next."""
        if self.breaks > 1:
            self.flush()
        if self.used:
            if self.breaks:
                self.put(10)
            elif self.space or begins_white or _is_seam(_last(self.buffer, self.used), first):
                self.put(32)
        self.breaks = 0

    cdef void put(self, unsigned char sign) except *:
        self.ask_room(1)
        self.buffer[self.used] = sign
        self.used += 1
        self.count(1)

    cdef inline void count(self, Py_ssize_t size):
        self.length += size
        if self.open_links:
            self.link += size
        if self.bold:
            self.strong += size

    cdef void add_ascii(self, const unsigned char *data, size_t length) except *:
        cdef size_t at = 0, before
        cdef unsigned char *to
        cdef unsigned char sign
        cdef bint white = False
        while _white[data[at]]:
            at += 1
        self.part(at > 0, data[at])
        self.ask_room(length)
        before = self.used
        to = self.buffer + self.used
        while at < length:
            sign = data[at]
            at += 1
            if _white[sign]:
                white = True
                continue
            if white:
                to[0] = 32
                to += 1
                white = False
            to[0] = sign
            to += 1
        self.used = to - self.buffer
        self.count(self.used - before)
        self.space = white

    cdef void add_any(self, str data) except *:
        cdef str seen = data
        for character in _INVISIBLE:
            if character in data:
                seen = data.translate(_WITHOUT)
                break
        cdef str text = " ".join(seen.split())
        if not text:
            self.space = True
            return
        cdef bytes utf8 = text.encode()
        cdef size_t size = len(utf8)
        self.part(Py_UNICODE_ISSPACE(data[0]), text[0])
        self.ask_room(size)
        memcpy(self.buffer + self.used, <const char *>utf8, size)
        self.used += size
        self.count(len(text))
        self.space = Py_UNICODE_ISSPACE(data[len(data) - 1])

    cdef void leave(self, int action) except *:
        if action == BLOCK:
            self.flush()
            self.element = self.parents[self.element]
        elif action == LINK:
            self.leave_link()
        elif action == STRONG:
            self.bold -= 1
        else:
            self.noscript -= 1

    cdef void leave_link(self) except *:
        block, start, element, node, attributes = self.open_links.pop()
        cdef Py_ssize_t here = len(self.text)
        if block == here:
            found = (block, start, self.length, block, element, node, attributes)
        else:
            last = here if self.used else here - 1
            end = len(self.text[block]) if block < here else start
            found = (block, start, end, last, element, node, attributes)
        self.anchors.append(_new_tuple(Anchor, found))

    cdef void block(self, node_t *node, str tag) except *:
        self.flush()
        attributes = self.attributes_of(node)
        self.parents.append(self.element)
        self.element = len(self.tags)
        self.tags.append(tag)
        self.nodes.append(self.view(node))
        self.attributes.append(attributes)
        self.names.append(_names_of(tag, attributes))

    cdef void mark(self, list marks, node_t *node) except *:
        if self.breaks > 1:
            self.flush()
        found = (len(self.text), self.element, self.view(node), self.attributes_of(node), self.noscript > 0)
        marks.append(_new_tuple(Mark, found))

    cdef int enter(self, int what, node_t *node, str tag) except -2:
        """What to do when the element ends, −1 where nothing in it is walked."""
        if what == NOTHING:
            return NOTHING
        if what == SKIP:
            return -1
        if what == BLOCK:
            self.block(node, tag)
            return BLOCK
        if what == LINK:
            if self.breaks > 1:
                self.flush()
            attributes = self.attributes_of(node)
            self.open_links.append((len(self.text), self.length, self.element, self.view(node), attributes))
            return LINK
        if what == STRONG:
            self.bold += 1
            return STRONG
        if what == NOSCRIPT:
            self.noscript += 1
            return NOSCRIPT
        if what == BREAK:
            self.breaks += 1
            return -1
        if what == RULE:
            self.flush()
            return -1
        if what == IMAGE:
            self.mark(self.table.images, node)
            return NOTHING
        if what == TIME:
            self.mark(self.table.times, node)
            return NOTHING
        if what == PLAYER:
            self.mark(self.table.embeds, node)
            return -1
        _HEAD[what](self.state, self.view(node))
        return -1

    cdef void run(self, node_t *root) except *:
        cdef node_t *node
        cdef node_t *child
        cdef int action, what
        cdef uintptr_t number
        cdef str tag
        cdef text_t *data
        self.block(root, "html")
        self.push(NULL, BLOCK)
        node = root.first_child
        while not self.is_cut:
            while node == NULL and self.opened:
                self.opened -= 1
                node = self.above[self.opened].next
                action = self.above[self.opened].action
                if action:
                    self.leave(action)
            if node == NULL:
                break
            if node.type == TEXT:
                if not self.noscript:
                    data = &(<characters_t *>node).data
                    self.add(data.data, data.length)
                node = node.next
                continue
            if node.type != ELEMENT:
                node = node.next
                continue
            number = node.local_name
            if node.ns == HTML and number < KNOWN:
                if _tags[number] == NULL:
                    _learn(node)
                what = _enter[number]
                tag = <str>_tags[number]
            else:
                tag = _tag(node)
                what = _ENTER.get(tag, BLOCK)
            action = self.enter(what, node, tag)
            child = node.first_child if action >= 0 else NULL
            if child != NULL:
                self.push(node.next, action)
                node = child
                continue
            if action > 0:
                self.leave(action)
            node = node.next
        self.flush()

    cdef void push(self, node_t *after, int action) except *:
        if self.opened == self.above_room:
            self.above_room = 2 * self.above_room + 64
            self.above = <open_t *>realloc(self.above, self.above_room * sizeof(open_t))
            if self.above == NULL:
                raise MemoryError
        self.above[self.opened].next = after
        self.above[self.opened].action = action
        self.opened += 1


cdef str _tag(node_t *node):
    cdef size_t length = 0
    cdef const unsigned char *name = _element_name(node, &length)
    return _decoded(name, length)


cdef void _learn(node_t *node) except *:
    cdef str tag = _tag(node)
    _kept.append(tag)
    _tags[node.local_name] = <PyObject *>tag
    _enter[node.local_name] = _ENTER.get(tag, BLOCK)


cdef str _names_of(str tag, dict attributes):
    cdef list keys = None
    cdef bint hiding = False
    if not attributes:
        return tag
    for key in attributes:
        if PyDict_GetItem(_RANK, key) != NULL:
            if keys is None:
                keys = [key]
            else:
                keys.append(key)
        elif key in _HIDING:
            hiding = True
    cdef str found = tag
    if keys is not None:
        if len(keys) > 1:
            keys.sort(key=_RANK.__getitem__)
        found = " ".join([tag, *[attributes[key] or "" for key in keys]])
    return f"{found} hidden" if hiding and names._is_hidden(attributes) else found


# What stands in heads is rare: the Python functions do it, on the same table.
_HEAD = {
    SCRIPT: by_python._script, TITLE: by_python._title, META: by_python._meta, HEAD_LINK: by_python._head_link,
    BASE: by_python._base,
}


class _State:
    __slots__ = ("table",)

    def __init__(self, table):
        self.table = table


def walk(root):
    """The block table of a tree, by its <html> element."""
    cdef _Walk state = _Walk(root.parser)
    table = state.table
    attributes = root.attributes
    table.head.language = attributes.get("lang") or attributes.get("xml:lang")
    state.run((<view_t *>root).node)
    table.text, table.element, table.is_cut = state.text, state.of_block, state.is_cut
    table.link_chars, table.strong_chars = state.link_chars, state.strong_chars
    table.tags, table.parents, table.nodes = state.tags, state.parents, state.nodes
    table.attributes, table.names, table.anchors = state.attributes, state.names, state.anchors
    table.line = [0] * len(table.text)
    return table
