/* As much of lexbor's tree as the walk reads: selectolax ships its library without its headers.
   After lexbor/dom/interfaces/{node,attr,character_data}.h and selectolax/lexbor.pxd of selectolax 1.0.2. */
#include <Python.h>
#include <dlfcn.h>
#include <stdint.h>

typedef struct { unsigned char *data; size_t length; } text_t;

typedef struct node_t {
    void *events;
    uintptr_t local_name, prefix, ns;
    void *owner_document;
    struct node_t *next, *prev, *parent, *first_child, *last_child;
    void *user;
    int type;
} node_t;

typedef struct attr_t {
    node_t node;
    uintptr_t upper_name, qualified_name;
    text_t *value;
    void *owner;
    struct attr_t *next, *prev;
} attr_t;

typedef struct { node_t node; text_t data; } characters_t;

/* selectolax.lexbor.LexborNode */
typedef struct {
    PyObject_HEAD
    void *methods;
    node_t *node;
    PyObject *parser;
    int is_fragment_root, is_template_content;
} view_t;

typedef const unsigned char *(*name_of_t)(void *, size_t *);
typedef attr_t *(*first_attribute_t)(void *);
