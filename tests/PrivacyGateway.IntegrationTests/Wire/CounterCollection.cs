namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>Tests that read every counter of the process run one at a time.</summary>
[CollectionDefinition(Name)]
public sealed class CounterCollection
{
    public const string Name = "counters";
}
