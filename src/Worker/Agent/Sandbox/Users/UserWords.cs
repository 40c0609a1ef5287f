using System.Globalization;

namespace TmuxBuilder.Agent.Sandbox.Users;

/// <summary>
/// How a program is run as another user: by util-linux's setpriv, which needs no account of that number.
/// </summary>
internal static class UserWords
{
    /// <summary>The command of its own follows.</summary>
    public static string[] Of(uint user)
    {
        var number = user.ToString(CultureInfo.InvariantCulture);
        return
        [
            "/usr/bin/setpriv", "--reuid", number, "--regid", number, "--clear-groups", "--no-new-privs", "--",
        ];
    }
}
