namespace TmuxBuilder.Portal.Tests.Faults.Support;

/// <summary>
/// An agent of a few lines of shell. It answers with what stands between <see cref="Begin"/> and <see cref="End"/> in
/// the client's message, and ends its turn at once.
/// </summary>
internal static class SayingAgent
{
    public const string Begin = "answer with";
    public const string End = "end of answer";

    private const string Program = """
        #!/bin/bash
        cd "$2"
        say() { /opt/tb/hook.sh <<<"{\"hook_event_name\":\"$1\"$2}"; }
        say SessionStart ',"source":"startup"'
        while IFS= read -r line; do
          say UserPromptSubmit ",\"prompt\":\"$line\""
          file=${line#Read }
          sed -n '/^answer with$/,/^end of answer$/p' "${file%% *}" | sed '1d;$d' >tmp/answer.md
          if [ -s tmp/answer.md ]; then
            cp tmp/answer.md summary.md
            ./notify.sh summary
          fi
          say Stop ',"last_assistant_message":"Done."'
        done
        """;

    /// <summary>Writes the program into a folder and returns its path.</summary>
    public static string Write(string folder)
    {
        var path = Path.Combine(folder, "saying-agent");
        File.WriteAllText(path, Program);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
