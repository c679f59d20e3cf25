self.version=site.mark;
