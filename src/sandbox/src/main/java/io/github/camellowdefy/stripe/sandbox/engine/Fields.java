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
package io.github.camellowdefy.stripe.sandbox.engine;

import java.util.Set;
import java.util.TreeSet;

/** The fields of Stripe's objects, for those who ask about one by its name. */
public final class Fields {

    private Fields() {}

    /** Whether objects of this kind have this field, at the top. */
    public static boolean has(String object, String field) {
        return field != null && of(object).contains(field);
    }

    /** The names of the fields objects of this kind have. */
    public static Set<String> of(String object) {
        Set<String> names = new TreeSet<>(Defaults.fields(object));
        names.add("id");
        names.add("object");
        return names;
    }
}
