using System.Globalization;
using System.IO;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace PrivacyGateway.Endpoints.Consent;

/// <summary>What a page asks for, as a form sends it.</summary>
/// <param name="Action"><c>set</c> (default), <c>delete</c> or <c>refresh</c>.</param>
/// <param name="Minutes">How long the cookie shall last; null for the longest.</param>
/// <param name="Redirect">Where the visitor goes afterwards, or null for a JSON answer.</param>
internal sealed record ConsentForm(string Action, long? Minutes, string? Redirect)
{
    private const int MostFields = 8;
    private const int LongestValue = 2048;

    /// <summary>Null, with what is wrong in <paramref name="problem"/>, if nobody can tell what is asked for.</summary>
    public static ConsentForm? Parse(IReadOnlyDictionary<string, string> fields, IReadOnlyList<string> actions, out string problem)
    {
        problem = "";
        var action = fields.GetValueOrDefault("action", "set");
        if (!actions.Contains(action, StringComparer.Ordinal))
        {
            problem = $"action is none of {string.Join(", ", actions)}.";
            return null;
        }

        long? minutes = null;
        if (fields.TryGetValue("minutes", out var text) && text.Length > 0)
        {
            if (text.AsSpan().ContainsAnyExceptInRange('0', '9') || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > int.MaxValue)
            {
                problem = "minutes is not a whole number of minutes, such as 60. Leave it out for the longest duration.";
                return null;
            }

            minutes = number;
        }

        return new ConsentForm(action, minutes, fields.GetValueOrDefault("redirect"));
    }

    /// <summary>The fields of the body; null for a body that is no form, or a form of unlikely size.</summary>
    public static async Task<IReadOnlyDictionary<string, string>?> ReadAsync(HttpRequest request)
    {
        // Over HTTP/2 a body need not announce itself in any header.
        if (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false)
            return new Dictionary<string, string>(StringComparer.Ordinal);
        if (request.ContentType?.Split(';')[0].Trim().Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true || request.Headers.ContentEncoding.Count > 0)
            return null;

        try
        {
            using var reader = new FormReader(request.Body) { ValueCountLimit = MostFields, KeyLengthLimit = LongestValue, ValueLengthLimit = LongestValue };
            var fields = await reader.ReadFormAsync(request.HttpContext.RequestAborted);
            return fields.ToDictionary(pair => pair.Key, pair => pair.Value.Count == 1 ? pair.Value[0] ?? "" : "?", StringComparer.Ordinal);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
