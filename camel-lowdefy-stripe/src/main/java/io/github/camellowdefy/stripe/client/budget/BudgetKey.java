// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.budget;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name under which instances find the same budget: a digest of the account, its mode and the
 * requests per second. The secret key cannot be told from it. Pure.
 */
final class BudgetKey {

    private static final Pattern MODE = Pattern.compile("[a-z]{2}_([a-z]+)_.*");

    /** Newer keys begin with the id of their account, which stays when the key is rolled. */
    private static final Pattern WITH_ACCOUNT =
            Pattern.compile("[a-z]{2}_[a-z]+_5(1\\w{15})\\w{20,}");

    private static final int BYTES = 16;

    private BudgetKey() {}

    /**
     * @param secretKey the key of the connection
     * @param connectedAccount the connected account the requests are for, or an empty text
     */
    static String of(String secretKey, String connectedAccount, int requestsPerSecond) {
        Matcher mode = MODE.matcher(secretKey);
        Matcher account = WITH_ACCOUNT.matcher(secretKey);
        String identity =
                String.join(
                        "\n",
                        account.matches() ? account.group(1) : secretKey,
                        mode.matches() ? mode.group(1) : "",
                        connectedAccount,
                        Integer.toString(requestsPerSecond));
        return "stripe-" + HexFormat.of().formatHex(digest(identity), 0, BYTES);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
