namespace PrivacyGateway.Configuration;

/// <summary>What the browser gets for a hit that was neither delivered nor kept.</summary>
internal enum UpstreamFailureMode
{
    /// <summary>503 without a body: the pixel keeps the hit and sends it again.</summary>
    Unavailable,

    /// <summary>An image all the same: the page sees no error, and the hit is lost and counted.</summary>
    Pixel,
}
