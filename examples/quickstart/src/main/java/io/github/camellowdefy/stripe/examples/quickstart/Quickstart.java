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
package io.github.camellowdefy.stripe.examples.quickstart;

import org.apache.camel.main.Main;

/** Calls Stripe when {@code STRIPE_SECRET_KEY} is set, else a sandbox in this process. */
public final class Quickstart {

    private Quickstart() {}

    public static void main(String[] args) throws Exception {
        Main main = new Main();
        main.configure()
                .setProfile(System.getenv("STRIPE_SECRET_KEY") == null ? "sandbox" : "stripe");
        main.run(args);
    }
}
