/**
 * Contracts for every door of the server, and the fakes to run a component without a server.
 *
 * <p>Depend on {@code io.gyre:gyre-tck} with scope {@code test}, extend the contract class of your
 * door, and answer its abstract methods:
 *
 * <pre>{@code
 * class MyProxyTest extends ProxyContract {
 *   @Override
 *   protected Proxy proxy() {
 *     return new MyProxyProvider().create(ConfigBinder.defaults(MyConfig.class), new FakeContext());
 *   }
 * }
 * }</pre>
 */
@NullMarked
package io.gyre.tck;

import org.jspecify.annotations.NullMarked;
