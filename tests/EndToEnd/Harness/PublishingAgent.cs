namespace TmuxBuilder.EndToEnd.Harness;

/// <summary>
/// An agent of a few lines of shell. Told <c>publish N</c> it builds version N of a site and has it published, with
/// whatever stands behind the number as arguments; told anything else it ends its turn at once.
/// </summary>
internal static class PublishingAgent
{
    public const string Slug = "tea";

    private const string Program = """
        #!/bin/bash
        cd "$2"
        say() { /opt/tb/hook.sh <<<"{\"hook_event_name\":\"$1\"$2}"; }

        # Version $1: a script whose name is of its content, other parts whose names stay.
        build() {
          local script="document.title = 'version $1'" name
          name=app-$(printf '%s' "$script" | sha256sum | cut -c1-16).js
          rm -rf code/dist
          mkdir -p code/dist/assets
          printf '%s' "$script" >"code/dist/assets/$name"
          printf 'body { --version: %s }' "$1" >code/dist/assets/style.css
          printf '<svg xmlns="http://www.w3.org/2000/svg"/>' >code/dist/mark.svg
          cat >code/dist/index.html <<END
        <!doctype html>
        <html lang="en">
        <title>version $1</title>
        <link rel="stylesheet" href="/assets/style.css">
        <script src="/assets/$name"></script>
        <img src="/mark.svg" alt="">
        END
        }

        say SessionStart ',"source":"startup"'
        while IFS= read -r line; do
          say UserPromptSubmit ",\"prompt\":\"$line\""
          file=${line#Read }
          read -r verb version more < <(grep -m1 -E '^(publish|rest)' "${file%% *}")
          if [ "$verb" = publish ]; then
            build "$version"
            ./deploy.sh --project tea $more >tmp/deploy.log 2>&1
            echo "exit $?" >>tmp/deploy.log
          fi
          say Stop ',"last_assistant_message":"Done."'
        done
        """;

    /// <summary>Writes the program into a folder and returns its path.</summary>
    public static string Write(string folder)
    {
        var path = Path.Combine(folder, "publishing-agent");
        File.WriteAllText(path, Program);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
