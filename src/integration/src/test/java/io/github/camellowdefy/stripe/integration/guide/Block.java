// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.integration.guide;

import java.util.List;

/**
 * A fenced block of a page.
 *
 * @param page its page, as a path in the checkout
 * @param line the line of its text's beginning, from 1
 * @param info the words behind the fence: the language, then marks
 * @param trial the steps of the hidden comment {@code <!-- try ... -->} before it in its section,
 *     as YAML, or null
 */
record Block(String page, int line, List<String> info, String text, String trial) {

    /** The mark of a block that is no whole: a reader has to put something around it. */
    static final String FRAGMENT = "fragment";

    /** The language, in the first block of the README and wherever there is none: shell. */
    String language() {
        return info.isEmpty() ? "shell" : info.get(0);
    }

    boolean isFragment() {
        return info.contains(FRAGMENT);
    }

    Block withoutTrial() {
        return new Block(page, line, info, text, null);
    }

    @Override
    public String toString() {
        return page + ':' + line;
    }
}
