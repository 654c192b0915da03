// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import io.github.camellowdefy.stripe.lowdefy.expression.ExpressionCompiler;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node;
import io.github.camellowdefy.stripe.lowdefy.yaml.NodeText;
import io.github.camellowdefy.stripe.lowdefy.yaml.YamlReader;
import org.apache.camel.Predicate;
import org.apache.camel.spi.annotations.Language;
import org.apache.camel.support.LanguageSupport;

/**
 * The language {@code lowdefy}: YAML with Lowdefy's operators, such as <code>{limit: {_payload:
 * count}}</code> as an expression and <code>{_gt: [{_payload: total}, 1000]}</code> as a predicate.
 * Routes made of Lowdefy files are dumped in it, so that a dump runs without the file.
 */
@Language(LowdefyLanguage.NAME)
public class LowdefyLanguage extends LanguageSupport {

    /** The language's name. */
    public static final String NAME = "lowdefy";

    @Override
    public ValueExpression createExpression(String expression) {
        Node node = YamlReader.read(NAME, loadResource(expression));
        return new ValueExpression(
                ExpressionCompiler.compile(node),
                new Secrets(getCamelContext()),
                node.place(),
                NodeText.holdsSecret(node));
    }

    @Override
    public Predicate createPredicate(String expression) {
        return createExpression(expression);
    }
}
