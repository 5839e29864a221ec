namespace PrivacyGateway.Configuration;

/// <summary>A consent platform's cookie, read by a pattern.</summary>
/// <param name="Cookie">Its name.</param>
/// <param name="Decode">How its value is packed.</param>
/// <param name="Match">A regular expression, looked for anywhere in the value; <c>^…$</c> for all of it. Without look-around and back references: it must run in linear time.</param>
/// <param name="Means">What a match says.</param>
internal sealed record CookieMatchConfig(string Cookie, CookieDecoding Decode, string Match, ConsentMeaning Means);
