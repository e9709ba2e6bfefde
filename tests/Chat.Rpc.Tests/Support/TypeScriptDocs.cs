using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Chat.Core.Json;
using Chat.Rpc.Protocol;

namespace Chat.Rpc.Tests.Support;

/// <summary>The summaries of the XML documentation as comments.</summary>
internal sealed partial class TypeScriptDocs
{
    private readonly Dictionary<string, XElement> _summaries = new[] { typeof(ChatJsonContext), typeof(RpcJsonContext) }
        .SelectMany(type => XDocument.Load(Path.ChangeExtension(type.Assembly.Location, ".xml")).Descendants("member"))
        .Where(member => member.Element("summary") is not null)
        .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")!);

    public string Comment(MemberInfo member, string indent)
    {
        var key = member switch
        {
            Type type => $"T:{type.FullName}",
            FieldInfo => $"F:{member.DeclaringType!.FullName}.{member.Name}",
            _ => $"P:{member.DeclaringType!.FullName}.{member.Name}",
        };
        return _summaries.TryGetValue(key, out var summary) ? $"{indent}/** {Text(summary)} */\n" : "";
    }

    private static string Text(XElement summary) =>
        Blanks()
            .Replace(
                string.Concat(
                    summary
                        .Nodes()
                        .Select(node =>
                            node switch
                            {
                                XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                                XElement { Name.LocalName: "see" } see => $"`{Name(see)}`",
                                XElement other => other.Value,
                                XText text => text.Value,
                                _ => "",
                            }
                        )
                ),
                " "
            )
            .Trim();

    private static string Name(XElement see)
    {
        var reference = see.Attribute("cref")!.Value;
        var name = reference[(reference.LastIndexOf('.') + 1)..];
        return reference[0] == 'P' ? char.ToLowerInvariant(name[0]) + name[1..] : name;
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();
}
