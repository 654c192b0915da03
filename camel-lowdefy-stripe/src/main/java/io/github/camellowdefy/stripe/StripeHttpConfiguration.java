// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * Where and how Stripe is reached. An option that was not set is null; the default in its
 * description then holds.
 *
 * <pre>{@code
 * StripeConfiguration connection = new StripeConfiguration();
 * connection.setProxyHost("proxy.example");
 * connection.setProxyPort(3128);
 * connection.setRequestsPerSecond(25);
 * }</pre>
 */
@UriParams
public abstract class StripeHttpConfiguration {

    @UriParam(
            label = "advanced",
            defaultValue = "https://api.stripe.com",
            description =
                    "Base URL of the API. When it is not Stripe's, the other bases follow it, unless they are set.")
    private String apiBase;

    @UriParam(
            label = "advanced",
            defaultValue = "https://files.stripe.com",
            description =
                    "Base URL for uploads and file contents. Unset: `apiBase`, when that is not Stripe's.")
    private String filesBase;

    @UriParam(
            label = "advanced",
            defaultValue = "https://connect.stripe.com",
            description =
                    "Base URL of OAuth for Connect. Unset: `apiBase`, when that is not Stripe's.")
    private String connectBase;

    @UriParam(
            label = "advanced",
            defaultValue = "https://meter-events.stripe.com",
            description =
                    "Base URL of the meter event stream. Unset: `apiBase`, when that is not Stripe's.")
    private String meterEventsBase;

    @UriParam(label = "proxy", description = "Host of the HTTP proxy, without scheme and port.")
    private String proxyHost;

    @UriParam(label = "proxy", description = "Port of the HTTP proxy.")
    private Integer proxyPort;

    @UriParam(label = "proxy,security", secret = true, description = "User name for the proxy.")
    private String proxyUsername;

    @UriParam(label = "proxy,security", secret = true, description = "Password for the proxy.")
    private String proxyPassword;

    @UriParam(
            label = "security,advanced",
            description =
                    "The TLS settings, such as trusted certificates. Unset: those of the JDK.")
    private SSLContextParameters sslContextParameters;

    @UriParam(
            defaultValue = "100",
            description =
                    "The most requests in flight per connection. Further calls wait in a queue, the oldest first, without a thread.")
    private Integer maxConcurrentRequests;

    @UriParam(
            label = "advanced",
            defaultValue = "10000",
            description = "The most calls that may wait in the queue; a further call is refused.")
    private Integer maxQueuedRequests;

    @UriParam(
            label = "advanced",
            defaultValue = "1073741824",
            description =
                    "The largest file, in bytes, that an answer may hold, such as a PDF or a report. A file of more than 1 MB is kept in a temporary file until the route closes the stream.")
    private Long maxDownloadSize;

    @UriParam(
            defaultValue = "0",
            description =
                    "The budget of requests per second, which all endpoints of the connection share; 0 means no budget.")
    private Integer requestsPerSecond;

    @UriParam(
            label = "advanced",
            description =
                    "The store in which several instances share the budget of requestsPerSecond: a ProxyManager or AsyncProxyManager of Bucket4j with text as keys, such as #bean:budgets. Unset: each instance has the budget for itself.")
    private Object rateLimiter;

    @UriParam(
            label = "advanced",
            defaultValue = "10",
            description =
                    "With rateLimiter: the part of requestsPerSecond, in per cent, that this instance uses while the shared budget cannot be reached.")
    private Integer rateLimiterFallback;

    @UriParam(
            defaultValue = "true",
            description =
                    "Whether each request reports to Stripe how long the previous request took.")
    private Boolean telemetry;

    public String getApiBase() {
        return apiBase;
    }

    public void setApiBase(String apiBase) {
        this.apiBase = apiBase;
    }

    public String getFilesBase() {
        return filesBase;
    }

    public void setFilesBase(String filesBase) {
        this.filesBase = filesBase;
    }

    public String getConnectBase() {
        return connectBase;
    }

    public void setConnectBase(String connectBase) {
        this.connectBase = connectBase;
    }

    public String getMeterEventsBase() {
        return meterEventsBase;
    }

    public void setMeterEventsBase(String meterEventsBase) {
        this.meterEventsBase = meterEventsBase;
    }

    public String getProxyHost() {
        return proxyHost;
    }

    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public Integer getProxyPort() {
        return proxyPort;
    }

    public void setProxyPort(Integer proxyPort) {
        this.proxyPort = proxyPort;
    }

    public String getProxyUsername() {
        return proxyUsername;
    }

    public StripeHttpConfiguration setProxyUsername(String proxyUsername) {
        this.proxyUsername = proxyUsername;
        return this;
    }

    public String getProxyPassword() {
        return proxyPassword;
    }

    public StripeHttpConfiguration setProxyPassword(String proxyPassword) {
        this.proxyPassword = proxyPassword;
        return this;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public Integer getMaxConcurrentRequests() {
        return maxConcurrentRequests;
    }

    public void setMaxConcurrentRequests(Integer maxConcurrentRequests) {
        this.maxConcurrentRequests = maxConcurrentRequests;
    }

    public Integer getMaxQueuedRequests() {
        return maxQueuedRequests;
    }

    public void setMaxQueuedRequests(Integer maxQueuedRequests) {
        this.maxQueuedRequests = maxQueuedRequests;
    }

    public Long getMaxDownloadSize() {
        return maxDownloadSize;
    }

    public void setMaxDownloadSize(Long maxDownloadSize) {
        this.maxDownloadSize = maxDownloadSize;
    }

    public Integer getRequestsPerSecond() {
        return requestsPerSecond;
    }

    public void setRequestsPerSecond(Integer requestsPerSecond) {
        this.requestsPerSecond = requestsPerSecond;
    }

    public Object getRateLimiter() {
        return rateLimiter;
    }

    public void setRateLimiter(Object rateLimiter) {
        this.rateLimiter = rateLimiter;
    }

    public Integer getRateLimiterFallback() {
        return rateLimiterFallback;
    }

    public void setRateLimiterFallback(Integer rateLimiterFallback) {
        this.rateLimiterFallback = rateLimiterFallback;
    }

    public Boolean getTelemetry() {
        return telemetry;
    }

    public void setTelemetry(Boolean telemetry) {
        this.telemetry = telemetry;
    }
}
