namespace PrivacyGateway.Diagnostics.Export;

/// <summary>The type of a Prometheus metric family.</summary>
internal enum FamilyKind
{
    Counter,

    Gauge,

    Histogram,
}
