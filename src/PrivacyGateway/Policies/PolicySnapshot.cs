using System.Collections.Frozen;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Policies;

/// <summary>All policies of one configuration, compiled together and replaced together.</summary>
internal sealed class PolicySnapshot
{
    private readonly FrozenDictionary<string, Policy> _policies;

    public PolicySnapshot(GatewayConfig config) => _policies = config.Policies.ToFrozenDictionary(
        pair => pair.Key, pair => PolicyCompiler.Compile(pair.Key, pair.Value), StringComparer.Ordinal);

    /// <summary>Null for a name that no policy has.</summary>
    public Policy? Find(string name) => _policies.GetValueOrDefault(name);
}
