// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.schema;

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
