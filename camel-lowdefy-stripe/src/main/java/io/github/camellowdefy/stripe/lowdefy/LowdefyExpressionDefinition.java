// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import org.apache.camel.Expression;
import org.apache.camel.model.language.LanguageExpression;

/**
 * An expression of the language {@code lowdefy} that is compiled already. Its copy is a plain
 * {@code LanguageExpression}, which dumps know how to write.
 */
final class LowdefyExpressionDefinition extends LanguageExpression {

    LowdefyExpressionDefinition(String text, Expression compiled) {
        super(LowdefyLanguage.NAME, text);
        setTrim("false");
        setExpressionValue(compiled);
    }
}
