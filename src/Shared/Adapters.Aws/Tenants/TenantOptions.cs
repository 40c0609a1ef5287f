using System.Text.RegularExpressions;

namespace TmuxBuilder.Adapters.Aws.Tenants;

/// <summary>How sessions' own identities are made.</summary>
public sealed partial record TenantOptions
{
    /// <summary>Default <see cref="TenantAccess.None"/>.</summary>
    public TenantAccess Access { get; init; } = TenantAccess.None;

    /// <summary>The path of all users that are made; the platform itself may change no others. Default
    /// <c>/tmux-builder/</c>.</summary>
    public string Path { get; init; } = "/tmux-builder/";

    /// <summary>The managed policy that no such user gets past, whatever else it is allowed.</summary>
    public string BoundaryArn { get; init; } = "";

    /// <summary>32 random bytes in base64 that secret keys are sealed with before they are stored.</summary>
    public string SealingKey { get; init; } = "";

    /// <summary>How long is waited for new keys to work; default a minute.</summary>
    public TimeSpan KeyPatience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Says nothing: it holds a key.</summary>
    public override string ToString() => nameof(TenantOptions);

    internal IEnumerable<string> Mistakes()
    {
        if (Access == TenantAccess.None)
        {
            yield break;
        }

        if (!PathPattern().IsMatch(Path))
        {
            yield return $"Tenants.Path is '{Path}'; it has to be a path of its own like /tmux-builder/, for the "
                + "platform may do anything to the users in it.";
        }

        if (!BoundaryPattern().IsMatch(BoundaryArn))
        {
            yield return $"Tenants.BoundaryArn is '{BoundaryArn}'; it has to be a managed policy's: without a boundary "
                + "a mistake in one policy would open what others have.";
        }

        if (!TryReadSealingKey(out _))
        {
            yield return "Tenants.SealingKey has to be 32 random bytes in base64; "
                + "secret keys are never stored unsealed.";
        }

        if (KeyPatience <= TimeSpan.Zero || KeyPatience > TimeSpan.FromMinutes(10))
        {
            yield return $"Tenants.KeyPatience is {KeyPatience}; it has to be more than nothing "
                + "and at most 10 minutes.";
        }
    }

    internal bool TryReadSealingKey(out byte[] key)
    {
        key = new byte[KeySeal.KeyLength];
        return Convert.TryFromBase64String(SealingKey, key, out var length) && length == KeySeal.KeyLength;
    }

    [GeneratedRegex(@"^/([A-Za-z0-9._-]{1,64}/){1,4}\z")]
    private static partial Regex PathPattern();

    [GeneratedRegex(@"^arn:aws:iam::(\d{12}|aws):policy/[\w+=,.@/-]{1,512}\z")]
    private static partial Regex BoundaryPattern();
}
