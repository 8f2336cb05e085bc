// ncursesw as Swift can use it: what the importer drops (attribute macros, globals, wide cells) comes back as
// `static inline` functions. Nothing here keeps state.
#ifndef ORIEL_CNCURSES_H
#define ORIEL_CNCURSES_H

#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif
#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <term.h>
#include <wchar.h>

// curses.h names a lot of plain words as macros; the importer must not see those that clash with Swift code.
#undef lines
#undef columns
#undef tab
#undef newline

extern int wcwidth(wchar_t);

/// The two screens' globals, which Swift 6 refuses to read directly.
static inline WINDOW *oriel_standard_window(void) { return stdscr; }
static inline WINDOW *oriel_physical_window(void) { return curscr; }
static inline int oriel_color_count(void) { return COLORS; }
static inline int oriel_pair_count(void) { return COLOR_PAIRS; }

/// Attribute masks, made by shifting macros the importer cannot evaluate.
static inline attr_t oriel_bold(void) { return A_BOLD; }
static inline attr_t oriel_dim(void) { return A_DIM; }
static inline attr_t oriel_italic(void) { return A_ITALIC; }
static inline attr_t oriel_underline(void) { return A_UNDERLINE; }
static inline attr_t oriel_reverse(void) { return A_REVERSE; }

/// One wide cell. The pair travels through the options pointer, because numbers above 255 do not fit in the
/// attribute word. `text` ends with zero and holds a base scalar and at most four marks.
static inline int oriel_set_cell(cchar_t *cell, const unsigned int *text, attr_t attributes, int pair) {
    return setcchar(cell, (const wchar_t *)text, attributes, 0, &pair);
}

/// Columns libc (and so ncurses) gives a scalar; -1 when it does not know it.
static inline int oriel_scalar_columns(unsigned int scalar) { return wcwidth((wchar_t)scalar); }

/// A string capability of the current terminal by its terminfo name, or null when absent.
static inline const char *oriel_capability(const char *name) {
    const char *value = tigetstr((char *)name);
    return (value == (const char *)-1 || value == NULL) ? NULL : value;
}

/// Reads a terminal's entry without opening the terminal; 1 when there is one. Unlike a plain `setupterm` it never ends
/// the process. Only for a process that opens no screen.
static inline int oriel_read_entry(const char *name) {
    int found = 0;
    setupterm((char *)name, 1, &found);
    return found;
}

/// A number of the entry read last by its terminfo name; below 0 when absent.
static inline int oriel_number(const char *name) { return tigetnum((char *)name); }

#endif
