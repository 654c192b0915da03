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

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ContextServicePlugin;

/**
 * Makes every Camel context know the loader of Lowdefy files before it is asked for one by its
 * exact extension, so that {@code a.b.lowdefy.yaml} and {@code lowdefy.yaml} are found, too, and
 * load the Lowdefy files JBang passes over.
 */
public class LowdefyPlugin implements ContextServicePlugin {

    @Override
    public void load(CamelContext context) {
        context.getRegistry().bind("lowdefy-routes-loader", new LowdefyRoutesBuilderLoader());
        RootFileLoader.bind(context);
        context.addLifecycleStrategy(new JBangFiles());
    }
}
