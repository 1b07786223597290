/*
 * Compiled with the generated code, whose types it knows. TeaVM takes Java's memory from one piece, from its start to its
 * end: what is behind a mark can be taken anew once nobody knows of it any more.
 */
#include "native.h"

/* Less than this stays until there is more: to see that nobody knows of it takes longer than to take new memory. */
#ifdef NATIVE_SPOIL
enum { WORTH = 1 };
#else
enum { WORTH = 1 << 16 };
#endif

/* What is before it stays for good. */
static char *kept;

void *native_mark(void) {
    return sfld_otr_GC_currentChunk;
}

static int is_between(void *object, char *start, char *end) {
    return (char *) object >= start && (char *) object < end;
}

/* By a static field, or as the object that stands for a class: both are set when they are first asked for. */
static int is_in_use(char *start, char *end) {
    void ***root = teavm_gc_staticRoots;
    for (int left = (int) (intptr_t) *root++; left > 0; left--) {
        if (is_between(**root++, start, end)) {
            return 1;
        }
    }
    for (TeaVM_Class *class = teavm_firstClass; class != NULL; class = class->next) {
        if (is_between(class->classObject, start, end)) {
            return 1;
        }
    }
    return 0;
}

int64_t native_memory_left(void) {
    return sfld_otr_GC_freeMemory;
}

void native_keep(void) {
    kept = sfld_otr_GC_currentChunk;
}

void native_forget(void *mark) {
    char *end = sfld_otr_GC_currentChunk;
    char *start = (char *) mark > kept ? mark : kept;
    if (end - start < WORTH) {
        return;
    }
    if (is_in_use(start, end)) {
        native_keep();
        return;
    }
#ifdef NATIVE_SPOIL
    /* For a test: who still uses it gets something else. */
    memset(start, 0x5a, (size_t) (end - start));
#endif
    sfld_otr_GC_freeMemory += (int32_t) (end - start);
    sfld_otr_GC_currentChunk = start;
}

void native_clear(void *start, size_t length) {
    /* From here on it was never used. */
    static char *fresh;
    char *from = start;
    char *end = from + length;
    if (fresh == NULL) {
        /* TeaVM has written into the very first bytes. */
        fresh = end;
    }
    if (from < fresh) {
        memset(from, 0, (size_t) ((end < fresh ? end : fresh) - from));
    }
    fresh = end > fresh ? end : fresh;
}
