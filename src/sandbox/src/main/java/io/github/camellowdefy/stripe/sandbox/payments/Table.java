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
package io.github.camellowdefy.stripe.sandbox.payments;

import io.github.camellowdefy.stripe.sandbox.engine.Tsv;
import java.util.List;

/** Reads the tables beside this class: tabs between columns, {@code -} for none. */
final class Table {

    private Table() {}

    static List<String[]> rows(String name) {
        return Tsv.read(Table.class, name);
    }

    static String value(String column) {
        return column.equals("-") ? null : column;
    }
}
