// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.client.budget;

import io.github.camellowdefy.stripe.client.settings.ConnectionSettings;
import io.github.camellowdefy.stripe.client.settings.Timeline;
import java.util.concurrent.Executor;

/** Makes the budgets of one connection, one for each account: its own or shared ones. */
public final class Budgets {

    private final int requestsPerSecond;
    private final int fallbackPercent;
    private final Timeline timeline;
    private final StoreLink link;

    /**
     * @param background where a store of shared budgets may block
     */
    public Budgets(ConnectionSettings settings, Timeline timeline, Executor background) {
        this.requestsPerSecond = settings.requestsPerSecond();
        this.timeline = timeline;
        boolean shared = requestsPerSecond > 0 && settings.sharedRate() != null;
        this.fallbackPercent = shared ? settings.sharedRate().fallbackPercent() : 0;
        this.link =
                shared
                        ? new StoreLink(
                                settings.sharedRate(),
                                requestsPerSecond,
                                settings.secretKey(),
                                timeline,
                                background)
                        : null;
    }

    public boolean areLimited() {
        return requestsPerSecond > 0;
    }

    /**
     * The budget of an account.
     *
     * @param account the connected account, or an empty text for the account itself
     * @param wake called when a request that was told to wait may be able to go
     */
    public Budget of(String account, Runnable wake) {
        return link == null
                ? new LocalBudget(requestsPerSecond, 100, timeline)
                : new SharedBudget(
                        account, requestsPerSecond, fallbackPercent, link, timeline, wake);
    }
}
