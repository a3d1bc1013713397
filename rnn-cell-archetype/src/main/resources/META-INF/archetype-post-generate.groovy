// A jar leaves files out whose names begin with a dot, as those of version control do: this one is written here.
new File(new File(request.outputDirectory, request.artifactId), '.gitignore').text = 'target/\n'
