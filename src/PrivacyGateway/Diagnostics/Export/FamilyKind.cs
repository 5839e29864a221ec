namespace PrivacyGateway.Diagnostics.Export;

/// <summary>What Prometheus calls it.</summary>
internal enum FamilyKind
{
    Counter,

    Gauge,

    Histogram,
}
