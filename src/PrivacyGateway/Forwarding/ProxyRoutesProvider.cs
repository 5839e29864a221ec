using Microsoft.AspNetCore.Builder;
using PrivacyGateway.Policies;
using Yarp.ReverseProxy.Configuration;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// Gives YARP its routes, always together with the policies that were checked with them. YARP's own file watching is not used:
/// it swaps routes alone, and takes a broken file for an empty one.
/// </summary>
internal sealed class ProxyRoutesProvider(ProxyRoutes first, PolicySnapshot firstPolicies) : IProxyConfigProvider, IConfigChangeListener
{
    private volatile PublishedRoutes _published = PublishedRoutes.First(first);
    private volatile PolicySnapshot _policies = firstPolicies;
    private volatile TaskCompletionSource _applied = new();

    public IProxyConfig GetConfig() => _published;

    /// <summary>Hangs each route's policy on its endpoint, whenever YARP builds one: both come into force in one step.</summary>
    public void Attach(ReverseProxyConventionBuilder endpoints) => endpoints.ConfigureEndpoints((endpoint, route) =>
        endpoint.WithMetadata(new RoutePolicy(route.Metadata?.GetValueOrDefault("PrivacyPolicy") is { } name ? _policies.Find(name) : null)));

    /// <summary>Swaps routes and policies; one call at a time. Requests under way keep theirs.</summary>
    /// <returns>The generation of the routes that are in force now.</returns>
    /// <exception cref="InvalidOperationException">YARP refused them; the routes are as before.</exception>
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

    void IConfigChangeListener.ConfigurationApplyingFailed(IReadOnlyList<IProxyConfig> proxyConfigs, Exception exception) => Fail(exception);

    void IConfigChangeListener.ConfigurationLoadingFailed(IProxyConfigProvider configProvider, Exception exception) => Fail(exception);

    void IConfigChangeListener.ConfigurationLoaded(IReadOnlyList<IProxyConfig> proxyConfigs)
    {
    }

    private void Fail(Exception exception) => _applied.TrySetException(new InvalidOperationException(exception.Message, exception));
}
