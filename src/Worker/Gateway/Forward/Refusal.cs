namespace TmuxBuilder.Gateway.Forward;

/// <summary>Why a connection was not made.</summary>
internal sealed record Refusal(int Status, string Phrase, string Reason)
{
    /// <summary>Stands where something was not refused.</summary>
    public static readonly Refusal None = new(200, "OK", "");

    public static readonly Refusal NotAllowed = new(
        403, "Host Not Allowed", "This host is not among those the platform lets agents reach.");

    public static readonly Refusal PrivateAddress = new(
        403, "Address Not Allowed", "This host leads to an address inside the platform.");

    public static readonly Refusal Unreachable = new(502, "Bad Gateway", "This host cannot be reached now.");

    public static readonly Refusal TooSlow = new(408, "Request Timeout", "The request did not come in time.");

    public static readonly Refusal TooLong = new(
        431, "Request Header Fields Too Large", "The request's head is larger than 16 KB.");

    public static readonly Refusal TooMany = new(
        429, "Too Many Requests", "This session asked for more connections than it may; it has to wait a minute.");

    /// <summary>Told to admins alone: the client has its tunnel and is cut off.</summary>
    public static readonly Refusal OtherHost = new(
        403, "Host Not Allowed", "The tunnel was used for something else than TLS with the host it was made for.");

    /// <summary>A request that has not the one form that is taken.</summary>
    public static Refusal Malformed(string reason) => new(400, "Bad Request", reason);
}
