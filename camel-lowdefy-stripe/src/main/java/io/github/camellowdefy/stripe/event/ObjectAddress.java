// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.event;

import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import io.github.camellowdefy.stripe.catalog.OperationKind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the object an event is about can be read: a thin event says so itself, for a snapshot it
 * follows from the kind of object, since the API's paths are the plurals of their objects' names.
 */
public final class ObjectAddress {

    /** Objects that are read under the one they belong to, or under another name than their own. */
    private static final Map<String, String> OTHERS =
            Map.ofEntries(
                    Map.entry("balance", "/v1/balance"),
                    Map.entry("bank_account", "/v1/customers/{customer}/sources/{id}"),
                    Map.entry("capability", "/v1/accounts/{account}/capabilities/{id}"),
                    Map.entry("card", "/v1/customers/{customer}/sources/{id}"),
                    Map.entry("cash_balance", "/v1/customers/{customer}/cash_balance"),
                    Map.entry(
                            "customer_balance_transaction",
                            "/v1/customers/{customer}/balance_transactions/{id}"),
                    Map.entry(
                            "customer_cash_balance_transaction",
                            "/v1/customers/{customer}/cash_balance_transactions/{id}"),
                    Map.entry("fee_refund", "/v1/application_fees/{fee}/refunds/{id}"),
                    Map.entry("person", "/v1/accounts/{account}/persons/{id}"),
                    Map.entry("scheduled_query_run", "/v1/sigma/scheduled_query_runs/{id}"),
                    Map.entry("tax.settings", "/v1/tax/settings"),
                    Map.entry("transfer_reversal", "/v1/transfers/{transfer}/reversals/{id}"));

    /** Of these the object names the owner that the address above does not. */
    private static final Map<String, String> OF_ACCOUNTS =
            Map.of(
                    "bank_account", "/v1/accounts/{account}/external_accounts/{id}",
                    "card", "/v1/accounts/{account}/external_accounts/{id}");

    private static final Pattern FIELD = Pattern.compile("\\{(\\w+)}");

    /** An address, and nothing a URL could smuggle in; possessive, for events may be long. */
    private static final Pattern PLAIN = Pattern.compile("/v[12](?:/[A-Za-z0-9_-]++)++");

    private ObjectAddress() {}

    /** The path to read the object with, or empty where it has none of its own. */
    public static Optional<String> of(StripeEvent event) {
        Map<?, ?> object = event.object();
        if (event.isThin()) {
            return text(object, "url").filter(url -> PLAIN.matcher(url).matches());
        }
        return text(object, "object").flatMap(kind -> ofKind(kind, object));
    }

    private static Optional<String> ofKind(String kind, Map<?, ?> object) {
        String collection = Collections.OF.apply(kind);
        if (collection != null) {
            return fill("/v1/" + collection + "/{id}", object);
        }
        return Stream.of(OTHERS, OF_ACCOUNTS)
                .map(table -> table.get(kind))
                .filter(template -> template != null)
                .flatMap(template -> fill(template, object).stream())
                .findFirst();
    }

    private static Optional<String> fill(String template, Map<?, ?> object) {
        Matcher fields = FIELD.matcher(template);
        StringBuilder path = new StringBuilder();
        while (fields.find()) {
            Optional<String> id = text(object, fields.group(1));
            if (id.isEmpty()) {
                return Optional.empty();
            }
            fields.appendReplacement(path, Matcher.quoteReplacement(id.get()));
        }
        return Optional.of(fields.appendTail(path).toString())
                .filter(filled -> PLAIN.matcher(filled).matches());
    }

    private static Optional<String> text(Map<?, ?> object, String field) {
        return object.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The collections of the API by the kind of object they hold; read off the catalog once. */
    private static final class Collections {

        private static final Set<String> PATHS =
                OperationCatalog.get().operations().stream()
                        .filter(operation -> operation.verb().equals("GET"))
                        .filter(operation -> operation.kind() == OperationKind.PLAIN)
                        .map(Operation::path)
                        .filter(path -> path.matches("/v1/[^{]+/\\{\\w+}"))
                        .map(path -> path.substring("/v1/".length(), path.lastIndexOf('/')))
                        .collect(Collectors.toUnmodifiableSet());

        static final UnaryOperator<String> OF =
                kind -> {
                    String name = kind.replace('.', '/');
                    return Stream.of(name + 's', name + "es", name.replaceAll("y$", "ies"))
                            .filter(PATHS::contains)
                            .findFirst()
                            .orElse(null);
                };
    }
}
