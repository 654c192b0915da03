// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import io.github.camellowdefy.stripe.client.answer.AnswerFormat;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * A connection to Stripe, as the component, a bean named by {@code connection} or an endpoint
 * describes it. An option that was not set is null: the next one up then decides, last the default
 * in its description.
 *
 * <p>The setters of secrets return the configuration: Camel's dev console {@code bean} shows the
 * properties whose setters return nothing.
 *
 * <pre>{@code
 * StripeConfiguration europe = new StripeConfiguration();
 * europe.setSecretKey("sk_test_...");
 * europe.setMaxNetworkRetries(3);
 * registry.bind("europe", europe); // to("stripe:customers/list?connection=#bean:europe")
 * }</pre>
 */
@UriParams
public class StripeConfiguration extends StripeHttpConfiguration implements Cloneable {

    @UriParam(
            label = "security",
            secret = true,
            description =
                    "The secret or restricted key, `sk_...` or `rk_...`. Required; a new key set on the component or on a connection bean is used by the next call.")
    private String secretKey;

    @UriParam(
            label = "security",
            secret = true,
            description =
                    "The signing secrets of webhook endpoints, `whsec_...`, separated by commas: a delivery signed with any of them is accepted.")
    private String webhookSecret;

    @UriParam(
            description =
                    "The API version, such as `2025-03-31.basil`. Unset: none is sent and the account's default answers.")
    private String apiVersion;

    @UriParam(
            defaultValue = "80000",
            javaType = "java.time.Duration",
            description =
                    "The longest time for one attempt, from the connect to the last byte of the answer, in milliseconds.")
    private Long timeout;

    @UriParam(
            label = "advanced",
            defaultValue = "0",
            javaType = "java.time.Duration",
            description =
                    "The longest time for all attempts of a call together, in milliseconds; 0 means no limit.")
    private Long deadline;

    @UriParam(
            defaultValue = "2",
            description = "How often a failed attempt is repeated; 0 means never.")
    private Integer maxNetworkRetries;

    @UriParam(description = "The connected account to act for, `acct_...`.")
    private String stripeAccount;

    @UriParam(description = "The context to act in (`Stripe-Context`).")
    private String stripeContext;

    @UriParam(
            label = "security",
            description =
                    "Names of the operations that may be called, separated by commas, with an asterisk for any part of a name; any other is refused before a request is sent. Unset: all.")
    private String allowedOperations;

    @UriParam(
            defaultValue = "map",
            enums = "map,json,object",
            description =
                    "The form of the body of an answer: plain maps and lists, the JSON text as received, or stripe-java's typed object.")
    private AnswerFormat outputType;

    @UriParam(
            label = "advanced",
            description =
                    "The executor that continues a route after the answer, such as a pool of virtual threads. Unset: a pool that grows while routes block. For routes that never block, an Executor that runs each task at once avoids a change of threads.")
    private Executor workerPool;

    public String getSecretKey() {
        return secretKey;
    }

    public StripeConfiguration setSecretKey(String secretKey) {
        this.secretKey = secretKey;
        return this;
    }

    public String getWebhookSecret() {
        return webhookSecret;
    }

    public StripeConfiguration setWebhookSecret(String webhookSecret) {
        this.webhookSecret = webhookSecret;
        return this;
    }

    public String getApiVersion() {
        return apiVersion;
    }

    public void setApiVersion(String apiVersion) {
        this.apiVersion = apiVersion;
    }

    public Long getTimeout() {
        return timeout;
    }

    public void setTimeout(Long timeout) {
        this.timeout = timeout;
    }

    public Long getDeadline() {
        return deadline;
    }

    public void setDeadline(Long deadline) {
        this.deadline = deadline;
    }

    public Integer getMaxNetworkRetries() {
        return maxNetworkRetries;
    }

    public void setMaxNetworkRetries(Integer maxNetworkRetries) {
        this.maxNetworkRetries = maxNetworkRetries;
    }

    public String getStripeAccount() {
        return stripeAccount;
    }

    public void setStripeAccount(String stripeAccount) {
        this.stripeAccount = stripeAccount;
    }

    public String getStripeContext() {
        return stripeContext;
    }

    public void setStripeContext(String stripeContext) {
        this.stripeContext = stripeContext;
    }

    public String getAllowedOperations() {
        return allowedOperations;
    }

    public void setAllowedOperations(String allowedOperations) {
        this.allowedOperations = allowedOperations;
    }

    public AnswerFormat getOutputType() {
        return outputType;
    }

    public void setOutputType(AnswerFormat outputType) {
        this.outputType = outputType;
    }

    public Executor getWorkerPool() {
        return workerPool;
    }

    /** Sets the executor that continues routes; its owner shuts it down. */
    public void setWorkerPool(Executor workerPool) {
        this.workerPool = workerPool;
    }

    /** A configuration of its own with the same options. */
    public StripeConfiguration copy() {
        try {
            return (StripeConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A copy whose gaps are filled from {@code further}, the nearer ones first; none is changed.
     */
    StripeConfiguration orElse(CamelContext context, StripeConfiguration... further) {
        StripeConfiguration filled = copy();
        for (StripeConfiguration other : further) {
            OptionConfigurer.fill(context, filled, other);
        }
        return filled;
    }

    /** The name of the class only: a connection holds secrets. */
    @Override
    public final String toString() {
        return "StripeConfiguration";
    }
}
