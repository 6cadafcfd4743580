/*
 * action_list.h - the rows of the action table; see action.h.
 *
 * No include guard: it is read once for each use. A row is
 * X(id, name, title, synonyms, contexts, verb, argument).
 */
/* the loop */
X(QUIT, "quit", N_("Leave the program"), N_("exit close bye"),
    "*", QUIT, 0)
X(BACK, "back", N_("Go back"), N_("cancel close escape return"),
    "*", BACK, 0)
X(HELP, "help", N_("Show what can be pressed now"), N_("keys manual"),
    "*", HELP, 0)
X(PALETTE, "palette", N_("Find an action"), N_("command menu all"),
    "*", PALETTE, 0)
X(REDRAW, "redraw", N_("Paint the screen anew"), N_("refresh repaint"),
    "*", REDRAW, 0)
X(SUSPEND, "suspend", N_("Go to the shell for a while"), N_("stop job"),
    "*", SUSPEND, 0)
X(SEARCH, "search", N_("Search"), N_("find query knowledge"),
    "*", SCREEN, TO_SEARCH)
X(QUEUE, "queue", N_("Queues"), N_("work orders list todo"),
    "*", SCREEN, TO_QUEUE)
X(DRAFTS, "drafts", N_("My drafts"), N_("unfinished half done"),
    "*", SCREEN, TO_DRAFTS)
X(BOARD, "board", N_("Board"), N_("figures today supervisor overview"),
    "*", SCREEN, TO_BOARD)
X(REPORTS, "reports", N_("Reports"), N_("figures rates statistics"),
    "*", SCREEN, TO_REPORTS)
X(KNOWLEDGE, "knowledge", N_("Knowledge"),
    N_("review flagged missing drafts refresh editor"),
    "*", SCREEN, TO_KNOWLEDGE)
X(HANDOVER, "handover", N_("Handover"),
    N_("shift note next before take over"),
    "*", SCREEN, TO_HANDOVER)
X(REVIEW, "review", N_("Review"),
    N_("quality sample score marks check"),
    "*", SCREEN, TO_REVIEW)
X(KEYMAP, "keymap", N_("Another keymap"), N_("vi emacs bindings"),
    "*", KEYMAP, 0)
X(MOUSE, "mouse", N_("Mouse on or off"), N_("click wheel switch"),
    "*", MOUSE, 0)
X(THEME, "theme", N_("Other colours"), N_("contrast dark light"),
    "*", THEME, 0)

/* lists and panes */
X(NEXT, "next", N_("Next"), N_("down below"),
    "list,pick,choice", MOVE, 1)
X(PREVIOUS, "previous", N_("Previous"), N_("up above"),
    "list,pick,choice", MOVE, -1)
X(PAGE_NEXT, "page-next", N_("A page on"), N_("down"),
    "list,pick,reading,page", PAGE, 1)
X(PAGE_PREVIOUS, "page-previous", N_("A page back"), N_("up"),
    "list,pick,reading,page", PAGE, -1)
X(FIRST, "first", N_("To the first"), N_("top start"),
    "list,pick,reading,page", EDGE, -1)
X(LAST, "last", N_("To the last"), N_("bottom end"),
    "list,pick,reading,page", EDGE, 1)
X(CHOOSE, "choose", N_("Take the selected one"), N_("open enter ok"),
    "list,pick,confirm,phone,choice,step,note,opinion", CHOOSE, 0)
X(PANE_NEXT, "pane-next", N_("Next pane or field"), N_("tab focus"),
    "search,results,reading,answer,form,content,choice,step,remark,"
    "queue,demand,board,knowledge,review,opinion", PANE, 1)
X(PANE_PREVIOUS, "pane-previous", N_("Pane or field before"),
    N_("tab focus"),
    "search,results,reading,answer,form,content,choice,step,remark,"
    "queue,demand,board,knowledge,review,opinion", PANE, -1)
X(PANE_LIST, "pane-list", N_("To the list"), N_("results focus"),
    "search,results,reading", PANE, 0)
X(SCROLL_DOWN, "scroll-down", N_("Read on"), N_("down text"),
    "search,results,reading,page,demand,handover,review,opinion", SCROLL, 1)
X(SCROLL_UP, "scroll-up", N_("Read back"), N_("up text"),
    "search,results,reading,page,demand,handover,review,opinion", SCROLL, -1)
X(TAB_POLICY, "tab-policy", N_("Policy"), N_("tab text answer"),
    "search,results,reading,entry", TAB, 0)
X(TAB_INTERPRETATION, "tab-interpretation", N_("Interpretation"),
    N_("tab explanation background"), "search,results,reading,entry", TAB, 1)
X(TAB_HANDLING, "tab-handling", N_("Handling"),
    N_("tab conditions materials procedure"), "search,results,reading,entry",
    TAB, 2)
X(TAB_NEXT, "tab-next", N_("Next tab"), N_("policy handling"),
    "search,results,reading,entry", TAB, -1)
X(FOLLOW, "follow", N_("Go to the newer or translated entry"),
    N_("link superseding translation"), "search,results,reading", FOLLOW, 0)

/* editing */
X(LEFT, "left", N_("A character to the left"), N_("cursor back"),
    "field", CHAR, -1)
X(RIGHT, "right", N_("A character to the right"), N_("cursor forward"),
    "field", CHAR, 1)
X(WORD_LEFT, "word-left", N_("A word to the left"), N_("cursor back"),
    "field", WORD, -1)
X(WORD_RIGHT, "word-right", N_("A word to the right"), N_("cursor forward"),
    "field", WORD, 1)
X(LINE_START, "line-start", N_("To the start of the line"), N_("home"),
    "field", LINE_EDGE, -1)
X(LINE_END, "line-end", N_("To the end of the line"), N_("end"),
    "field", LINE_EDGE, 1)
X(TEXT_START, "text-start", N_("To the start of the text"), N_("home top"),
    "field", TEXT_EDGE, -1)
X(TEXT_END, "text-end", N_("To the end of the text"), N_("end bottom"),
    "field", TEXT_EDGE, 1)
X(LINE_UP, "line-up", N_("A line up"), N_("cursor above"),
    "lines", MOVE, -1)
X(LINE_DOWN, "line-down", N_("A line down"), N_("cursor below"),
    "lines", MOVE, 1)
X(ERASE_LEFT, "erase-left", N_("Erase the character before"),
    N_("delete backspace"), "field", ERASE, -1)
X(ERASE_RIGHT, "erase-right", N_("Erase the character under the cursor"),
    N_("delete"), "field", ERASE, 1)
X(ERASE_WORD_LEFT, "erase-word-left", N_("Erase the word before"),
    N_("delete"), "field", ERASE_WORD, -1)
X(ERASE_WORD_RIGHT, "erase-word-right", N_("Erase the word behind"),
    N_("delete"), "field", ERASE_WORD, 1)
X(KILL_LINE, "kill-line", N_("Cut to the end of the line"), N_("delete"),
    "field", KILL, 1)
X(KILL_START, "kill-start", N_("Cut to the start of the line"),
    N_("delete"), "field", KILL, -1)
X(YANK, "yank", N_("Put back what was cut"), N_("paste insert"),
    "field", YANK, 0)
X(UNDO, "undo", N_("Undo"), N_("revert back"), "field,queue", UNDO, 1)
X(REDO, "redo", N_("Redo"), N_("again"), "field,queue", UNDO, -1)
X(NEWLINE, "newline", N_("New line"), N_("enter"), "lines", NEWLINE, 0)
X(CLEAR, "clear", N_("Empty the field"), N_("erase all delete"),
    "field", CLEAR, 0)

/* the desk */
X(CALL_BEGIN, "call-begin", N_("Begin a call"), N_("ring caller phone"),
    "*", CALL_BEGIN, 0)
X(CALL_END, "call-end", N_("End the call"), N_("hang up"),
    "*", CALL_END, 0)
X(ANSWER, "answer", N_("Answer"), N_("reply log close"),
    "search,results,reading,form,content", ANSWER, 0)
X(LOG, "log", N_("Log a demand"), N_("register form new dispatch"),
    "search,results,reading,queue,demand", LOG, 0)
X(NO_ANSWER, "no-answer", N_("No answer found"), N_("gap nothing missing"),
    "search,results,reading", NO_ANSWER, 0)
X(NARROW, "narrow", N_("Narrow the search"),
    N_("facet filter kind unit topic district language"),
    "search,results,reading", NARROW, 0)
X(WHY, "why", N_("Why this entry stands there"),
    N_("explain score rank reasons"), "search,results,reading", WHY, 0)
X(FLAG, "flag", N_("Flag as wrong"), N_("error outdated mistake"),
    "search,results,reading,entry", FLAG, 0)
X(COPY, "copy", N_("Copy the text"), N_("clipboard sms message"),
    "results,reading,search,demand", COPY, 0)
X(SUBMIT, "submit", N_("Submit the demand"), N_("send dispatch done"),
    "form,content,choice,step,remark", SUBMIT, 0)
X(SAVE, "save", N_("Keep as a draft"), N_("store later"),
    "form,content,choice", SAVE, 0)
X(TAKE, "take", N_("Take the suggestion"), N_("accept proposal"),
    "form,content,filter", TAKE, 0)
X(CONTACT, "contact", N_("Add this call to an open demand"),
    N_("repeat urge same"), "search,results,form,content,queue,demand",
    CONTACT, 0)
X(DEMAND_MOVE, "move", N_("Move the demand on"),
    N_("sign dispatch report callback close"), "queue,demand",
    DEMAND_MOVE, 0)
X(MARK, "mark", N_("Mark or unmark"),
    N_("select several batch tag"), "queue", MARK, MARK_ONE)
X(MARK_RANGE, "mark-range", N_("Mark up to here"),
    N_("select several batch range"), "queue", MARK, MARK_RANGE)
X(MARK_ALL, "mark-all", N_("Mark all"),
    N_("select several batch"), "queue", MARK, MARK_ALL)
X(MARK_NONE, "mark-none", N_("Unmark all"),
    N_("unmark clear select nothing"), "queue", MARK, MARK_NONE)
X(REFUSED, "refused", N_("Which are marked, and why not"),
    N_("reasons cannot several batch"), "choice,step,remark", REFUSED, 0)
X(VIEW_SAVE, "view-save", N_("Save as a view"),
    N_("filter name keep settings"), "queue,filter", VIEW, VIEW_KEEP)
X(VIEWS, "views", N_("Saved views"), N_("filter choose list"),
    "queue,filter", VIEW, VIEW_CHOOSE)
X(VIEW_RENAME, "view-rename", N_("Rename the view"), N_("name change"),
    "views", VIEW, VIEW_RENAME)
X(VIEW_REMOVE, "view-remove", N_("Delete the view"), N_("remove erase"),
    "views", VIEW, VIEW_REMOVE)
X(FILTER, "filter", N_("Filter the list"), N_("search narrow view"),
    "queue", FILTER, 0)
X(FILTER_NEXT, "filter-next", N_("Next saved view"), N_("queue list"),
    "queue", FILTER, 1)
X(FILTER_PREVIOUS, "filter-previous", N_("Saved view before"),
    N_("queue list"), "queue", FILTER, -1)
X(SUGGEST_NEXT, "suggest-next", N_("Next suggestion"),
    N_("beside similar entries down"), "form,content", SUGGEST, 1)
X(SUGGEST_PREVIOUS, "suggest-previous", N_("Suggestion before"),
    N_("beside similar entries up"), "form,content", SUGGEST, -1)
X(REVEAL, "reveal", N_("Show personal data"),
    N_("unmask phone name whole"), "demand", REVEAL, 0)

/* reports */
X(PERIOD_NEXT, "period-next", N_("Another period"),
    N_("day week month quarter year"), "report,review", PERIOD, 1)
X(PERIOD_PREVIOUS, "period-previous", N_("The period before in the list"),
    N_("day week month quarter year"), "report,review", PERIOD, -1)
X(LATER, "later", N_("A period later"), N_("time next right"),
    "report,review", SHIFT, 1)
X(EARLIER, "earlier", N_("A period earlier"), N_("time before left"),
    "report,review", SHIFT, -1)
X(SPLIT, "split", N_("Split by something else"),
    N_("dimension unit district type"), "report", SPLIT, 1)
X(PART, "part", N_("Which figure Enter lists"),
    N_("excluded mature denominator"), "report", PART, 0)
X(EXPORT, "export", N_("Write the report to a file"),
    N_("save spreadsheet xlsx take out"), "report", EXPORT, 0)
X(DRAFT_ENTRY, "draft-entry", N_("Begin an entry from the question"),
    N_("gap knowledge write answer new"), "report,knowledge", DRAFT, 0)
X(ENTRY_MOVE, "entry-move", N_("Move the entry on"),
    N_("submit approve publish suspend withdraw settle flag"), "knowledge",
    ENTRY_MOVE, 0)

/* review */
X(SCORE_1, "score-1", N_("One: bad"), N_("mark poor"), "review", SCORE, 1)
X(SCORE_2, "score-2", N_("Two"), N_("mark"), "review", SCORE, 2)
X(SCORE_3, "score-3", N_("Three"), N_("mark"), "review", SCORE, 3)
X(SCORE_4, "score-4", N_("Four"), N_("mark"), "review", SCORE, 4)
X(SCORE_5, "score-5", N_("Five: good"), N_("mark best"), "review", SCORE, 5)
X(SHEET, "sheet", N_("Open the demand"), N_("show events whole"),
    "review,opinion", SHEET, 0)

/* handover */
X(HAND_OVER, "hand-over", N_("Leave a note for the next shift"),
    N_("write handover"), "handover", HAND_OVER, 0)
X(TAKE_OVER, "take-over", N_("Take the note over"),
    N_("acknowledge read handover"), "handover", TAKE_OVER, 0)
