using Microsoft.AspNetCore.Builder;
using PrivacyGateway.Policies;
using Yarp.ReverseProxy.Configuration;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// Publishes routes to YARP together with the policies that were validated with them. YARP's file watching is not used: it would swap
/// only the routes, and treats an invalid file as empty.
/// </summary>
internal sealed class ProxyRoutesProvider(ProxyRoutes first, PolicySnapshot firstPolicies) : IProxyConfigProvider, IConfigChangeListener
{
    private volatile PublishedRoutes _published = PublishedRoutes.First(first);
    private volatile PolicySnapshot _policies = firstPolicies;
    private volatile TaskCompletionSource _applied = new();

    public IProxyConfig GetConfig() => _published;

    /// <summary>Attaches each route's policy to its endpoint when YARP builds it, so that both change in one step.</summary>
    public void Attach(ReverseProxyConventionBuilder endpoints) => endpoints.ConfigureEndpoints((endpoint, route) =>
        endpoint.WithMetadata(new RoutePolicy(RoutePolicy.FindName(route) is { } name ? _policies.Find(name) : null)));

    /// <summary>Replaces routes and policies. Requests in progress keep theirs. The caller must not run two calls at once.</summary>
    /// <returns>The generation of the new routes.</returns>
    /// <exception cref="InvalidOperationException">YARP refused the routes; the old ones stay in use.</exception>
    public async Task<string> ApplyAsync(ProxyRoutes next, PolicySnapshot nextPolicies)
    {
        var (published, policies) = (_published, _policies);
        _applied = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _policies = nextPolicies;
        _published = published.Next(next);
        published.Withdraw();
        try
        {
            await _applied.Task;
            return _published.Generation;
        }
        catch (InvalidOperationException)
        {
            _policies = policies;
            throw;
        }
        finally
        {
            published.Dispose();
        }
    }

    void IConfigChangeListener.ConfigurationApplied(IReadOnlyList<IProxyConfig> proxyConfigs) => _applied.TrySetResult();

    void IConfigChangeListener.ConfigurationApplyingFailed(IReadOnlyList<IProxyConfig> proxyConfigs, Exception exception) =>
        Fail(exception);

    void IConfigChangeListener.ConfigurationLoadingFailed(IProxyConfigProvider configProvider, Exception exception) => Fail(exception);

    void IConfigChangeListener.ConfigurationLoaded(IReadOnlyList<IProxyConfig> proxyConfigs)
    {
    }

    private void Fail(Exception exception) => _applied.TrySetException(new InvalidOperationException(exception.Message, exception));
}
