namespace PrivacyGateway.Configuration;

/// <summary>What an IAB TCF string must grant.</summary>
internal sealed record TcfConfig
{
    /// <summary>Purposes that a consent string has room for; fewer are defined.</summary>
    public const int HighestPurpose = 24;

    public const int HighestVendor = 65535;

    /// <summary>Default <c>euconsent-v2</c>.</summary>
    public string Cookie { get; init; } = "euconsent-v2";

    /// <summary>1 to 11; all of them. Default 1 (store and read on the device) and 8 (measure content).</summary>
    public IReadOnlyList<int> Purposes { get; init; } = [1, 8];

    /// <summary>1 to 65535 in the Global Vendor List; null if no vendor is asked for.</summary>
    public int? Vendor { get; init; }
}
