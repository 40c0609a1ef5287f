namespace TmuxBuilder.Agent.Profiles;

/// <summary>The environment every agent has; nothing of the host's own is in it.</summary>
internal static class BaseEnvironment
{
    private const string Proxy = "http://127.0.0.1:3128";
    private const string Direct = "api.local,localhost,127.0.0.1";

    public static Dictionary<string, string> Of(LaunchContext context)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
            ["HOME"] = $"{context.Paths.Folder}/.home",
            ["LANG"] = "C.UTF-8",
            ["SHELL"] = "/bin/bash",
            ["TERM"] = "tmux-256color",
            ["NO_UPDATE_NOTIFIER"] = "1",
            ["npm_config_fund"] = "false",
            ["npm_config_audit"] = "false",
            ["npm_config_update_notifier"] = "false",
        };
        if (context.IsSandboxed)
        {
            foreach (var name in (string[])["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy",
                "npm_config_proxy", "npm_config_https_proxy"])
            {
                environment[name] = Proxy;
            }

            environment["NO_PROXY"] = Direct;
            environment["no_proxy"] = Direct;
        }

        return environment;
    }
}
