using System.Text.Json.Serialization;

namespace TmuxBuilder.Checks.Reports;

/// <summary>How much a finding matters.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckSeverity>))]
public enum CheckSeverity
{
    /// <summary>A client would not accept it: the check fails.</summary>
    [JsonStringEnumMemberName("error")]
    Error,

    /// <summary>Better otherwise, but the site works.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,
}
