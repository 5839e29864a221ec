namespace PrivacyGateway.IntegrationTests.Spooling.PowerLoss;

/// <summary>As <c>tests/power-loss/trace.c</c> numbers them.</summary>
internal enum TraceOperation
{
    Create = 1,
    Write,
    Truncate,
    Sync,
    Rename,
    Link,
    Unlink,
    MakeDirectory,
    SyncDirectory,
}
