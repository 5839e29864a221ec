namespace PrivacyGateway.Configuration;

/// <summary>How a consent platform packs its cookie's value.</summary>
internal enum CookieDecoding
{
    None,

    /// <summary>Percent-encoded, as <c>encodeURIComponent</c> does.</summary>
    Url,

    /// <summary>Base64 or base64url, with or without padding, around UTF-8; percent-encoded on top or not.</summary>
    Base64,
}
