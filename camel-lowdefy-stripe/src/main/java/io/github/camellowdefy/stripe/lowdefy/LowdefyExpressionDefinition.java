/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
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
